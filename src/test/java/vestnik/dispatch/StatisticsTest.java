package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.mailing.MailingKind;
import vestnik.schedule.MailingRuns;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

/// What PostgreSQL knows of the messages after many were planned.
@VestnikTest
class StatisticsTest {

    static final int MANY = 5_000;

    @Autowired
    MailingRuns runs;
    @Autowired
    TestClock clock;
    @Autowired
    DataSource source;
    @Autowired
    JdbcClient jdbc;
    Clinic clinic;

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        clinic = new Clinic(source);
    }

    @Test
    void postgresLearnsThatTheNewMessagesAreMany() {
        clinic.crowd(MANY, TestClock.START.minus(Duration.ofDays(2)));
        jdbc.sql("update appointment set status = 'FULFILLED'").update();
        assertThat(known()).isLessThan(MANY);
        runs.run(MailingKind.REVIEW_REQUESTS, clock.instant(), "test");
        Awaitility.await().until(() -> known() >= MANY);
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    private int known() {
        return jdbc.sql("""
                select coalesce(sum(greatest(reltuples, 0)), 0)::int from pg_class
                join pg_inherits on inhrelid = oid where inhparent = 'message'::regclass
                """).query(Integer.class).single();
    }
}
