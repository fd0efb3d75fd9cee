package vestnik.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource({"<anna@example.test>: no such user, <address>: no such user",
            "User anna.p+x@пример.рф unknown, User <address> unknown",
            "иван@example.test is unknown, <address> is unknown",
            "relay 10.0.0.1 said 5.1.1, relay 10.0.0.1 said 5.1.1"})
    void takesOutAddresses(String text, String expected) {
        assertThat(Redaction.withoutAddresses(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"The 'To' number +79161234567 is invalid, The 'To' number <phone> is invalid",
            "8 (916) 123-45-67 failed, <phone> failed", "Error 30007 after 21610, Error 30007 after 21610"})
    void takesOutPhones(String text, String expected) {
        assertThat(Redaction.withoutPhones(text)).isEqualTo(expected);
    }

    @Test
    void leavesOneLineOfBoundedLength() {
        assertThat(Redaction.withoutAddresses("a\r\nb\u0000c\td")).isEqualTo("a b c d");
        assertThat(Redaction.withoutAddresses("x".repeat(10_000))).hasSize(300);
    }
}
