package vestnik.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShippedTemplatesTest {

    private final Templates templates = new Templates(Path.of("templates"));

    @Test
    void areFour() {
        assertThat(templates.all()).extracting(MessageTemplate::name)
                .containsExactly("appointment-reminder", "partner-offer", "promotion", "review-request");
    }
}
