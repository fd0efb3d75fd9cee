package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.test.Clinic;
import vestnik.test.VestnikTest;

@VestnikTest
class PortionsTest {

    private static final int RANGE = 200;
    private static final long MAILING = 77;
    private static final int MESSAGES = 10_000;
    private static final String WRITE = """
            insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel)
            select :mailing, number, date '2026-11-20', 'o:' || number, number, 'EMAIL'
            from generate_series(1, :messages) number
            """;
    private static final String TAKE = """
            insert into attempt (mailing_id, ordinal, number, occasion_on, at, node)
            select :mailing, number, 1, date '2026-11-20', now(), gen_random_uuid()
            from generate_series(1, :messages, 2) number
            """;

    @Autowired
    DataSource source;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    OpenMessages open;
    @Autowired
    DispatchSettings settings;

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

    @ParameterizedTest(name = "{0} messages, {1} of them taken: portions of {2}, {3}, {4} and {5}")
    @CsvSource({
            "10000, 0, 2400, 2600, 2600, 2400",
            "10000, 1000, 2150, 2350, 2350, 2150",
            "2400, 0, 600, 600, 600, 600"}) // too small to be worth it
    void ofTwoThatAreWorkedOnAtATimeTheFirstEndsBeforeTheSecond(int messages, int taken, int first, int second,
            int third, int fourth) {
        jdbc.sql(WRITE).param("mailing", MAILING).param("messages", messages).update();
        jdbc.sql(TAKE).param("mailing", MAILING).param("messages", 2 * taken).update();
        assertThat(cut()).extracting(Portion::messages).containsExactly(first, second, third, fourth);
    }

    @Test
    void everyMessageIsInOnePortion() {
        jdbc.sql(WRITE).param("mailing", MAILING).param("messages", MESSAGES).update();
        assertThat(cut()).extracting(Portion::first).containsExactly(1, 2401, 5001, 7601);
        assertThat(cut()).extracting(Portion::last).containsExactly(2400, 5000, 7600, MESSAGES);
    }

    private List<Portion> cut() {
        return new Portions(MAILING, open, settings).partition(0).values().stream().map(Portion::of)
                .sorted(Comparator.comparingInt(Portion::first)).toList();
    }

    @AfterEach
    void empty() {
        new Clinic(source).close();
    }
}
