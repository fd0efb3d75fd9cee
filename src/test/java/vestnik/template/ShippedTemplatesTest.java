package vestnik.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedTemplatesTest {

    private static final Templates TEMPLATES = new Templates(Path.of("templates"));
    private static final List<Locale> LOCALES = List.of(Locale.of("ru"), Locale.ENGLISH);

    @Test
    void areFive() {
        assertThat(TEMPLATES.all()).extracting(MessageTemplate::name)
                .containsExactly("appointment-reminder", "confirmation", "partner-offer", "promotion",
                        "review-request");
    }

    static Stream<Arguments> messages() {
        return TEMPLATES.all().stream().flatMap(template -> LOCALES.stream().flatMap(locale -> Stream.of(
                Arguments.of(template, locale, template.sample(locale)),
                Arguments.of(template, locale, least(template, locale)))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readWell(MessageTemplate template, Locale locale, Map<String, String> fields) {
        EmailContent email = template.email(locale, fields);
        assertThat(email.subject()).isNotBlank().hasSizeLessThan(78).doesNotContain("  ");
        assertThat(email.html().toString()).contains("<html lang=\"" + locale.getLanguage() + "\"")
                .hasSizeLessThan(20_000);
        assertThat(email.text().toString()).endsWith("\n").doesNotContain("\n\n\n", "<", "${", " \n", "null");
        SmsContent sms = template.sms(locale, fields);
        assertThat(sms.parts()).isLessThanOrEqualTo(3);
        assertThat(sms.body()).doesNotContain("\n", "  ", "..", " .", "null");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void mentionEachFieldOnceGiven(MessageTemplate template, Locale locale, Map<String, String> fields) {
        EmailContent email = template.email(locale, fields);
        fields.forEach((key, value) -> {
            assertThat(key.equals("appointmentDay") ? value : email.text().toString()).contains(value);
            assertThat(key.equals("appointmentDay") ? value : email.html().toString()).contains(value);
        });
    }

    private static Map<String, String> least(MessageTemplate template, Locale locale) {
        Map<String, String> fields = new HashMap<>(template.sample(locale));
        fields.keySet().removeIf(key -> !Field.named(key).orElseThrow().isGivenFor(template.purpose()));
        return fields;
    }
}
