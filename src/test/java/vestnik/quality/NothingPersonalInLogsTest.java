package vestnik.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class NothingPersonalInLogsTest {

    private static final Logger LOG = LoggerFactory.getLogger(NothingPersonalInLogsTest.class);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            550 5.1.1 <anna@example.test>: unknown     | ADDRESS
            invalid почта@пример.test                  | ADDRESS
            no route to +79995550123                   | PHONE
            number 89995550123 is wrong                | PHONE
            +7 (999) 555-01-23 answered                | PHONE
            could not greet Анна                       | NAME
            """)
    void personalDataIsSeen(String line, PersonalData kind) {
        assertThat(PersonalData.in(line)).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailing 12, ordinals 1-200 in 35 ms", "vestnik.dispatch.Range@1f4acd0",
            "2026-11-18T09:00:00.123456Z", "message 8123456789.12 at 1763456789123",
            "AC00000000000000000000000000000000"})
    void idsAndTimesAreNot(String line) {
        assertThat(PersonalData.in(line)).isEmpty();
    }

    @Test
    void aLineLoggedIsCaught() {
        LOG.info("handed over to {}", "anna@example.test");
        assertThat(LeakAppender.drain()).singleElement().asString().contains("ADDRESS");
    }

    @Test
    void anExceptionLoggedIsCaught() {
        LOG.warn("failed", new IllegalStateException("outer", new IllegalArgumentException("+79995550123")));
        assertThat(LeakAppender.drain()).singleElement().asString().contains("PHONE");
    }
}
