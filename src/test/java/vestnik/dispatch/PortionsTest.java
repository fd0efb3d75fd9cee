package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortionsTest {

    private static final int RANGE = 200;

    @ParameterizedTest(name = "{0} messages over {1} connections: {2} portions")
    @CsvSource({
            "1, 4, 1",
            "500, 4, 3", // no less than a connection takes at a time
            "10000, 4, 4",
            "20000, 4, 8",
            "100000, 4, 16",
            "1000000, 4, 52", // none beyond 20,000, and in fours
            "8000, 200, 1", // connections that are slow to open are opened for 50 messages each at least
            "100000, 200, 4",
            "1000000, 200, 36"})
    void aMailingIsCutInFoursWhereItIsLargeEnough(int messages, int connections, int portions) {
        assertThat(Math.ceilDiv(messages, Portions.size(messages, connections, RANGE))).isEqualTo(portions);
    }
}
