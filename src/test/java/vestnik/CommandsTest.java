package vestnik;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CommandsTest {

    @Test
    void aMailIsKeptByTheMailServerWhenTheServiceCannotEvenStart() {
        InputStream before = System.in;
        String profile = System.getProperty("spring.datasource.url", "");
        try {
            System.setIn(new ByteArrayInputStream("From: x@y.test\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
            System.setProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/none");

            assertThat(Commands.run("take-bounce")).isEqualTo(75);
        } finally {
            System.setIn(before);
            if (profile.isEmpty()) {
                System.clearProperty("spring.datasource.url");
            } else {
                System.setProperty("spring.datasource.url", profile);
            }
        }
    }
}
