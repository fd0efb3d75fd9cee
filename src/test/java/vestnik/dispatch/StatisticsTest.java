package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import vestnik.mailing.MailingKind;
import vestnik.schedule.MailingRuns;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

/// What PostgreSQL knows of the messages after many were planned.
@VestnikTest
class StatisticsTest {

    static final int MANY = 5_000;
    static final String WRITE = """
            insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel)
            select :messages, number, cast(:day as date), concat_ws(':', :messages, number), number, 'EMAIL'
            from generate_series(1, :messages) number
            """;

    @Autowired
    MailingRuns runs;
    @Autowired
    TestClock clock;
    @Autowired
    DataSource source;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    PlatformTransactionManager transactions;
    Clinic clinic;

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        clinic = new Clinic(source);
        jdbc.sql("analyze message").update();
    }

    @Test
    void postgresLearnsThatTheNewMessagesAreMany() {
        clinic.crowd(MANY, TestClock.START.minus(Duration.ofDays(2)));
        jdbc.sql("update appointment set status = 'FULFILLED'").update();
        assertThat(known()).isLessThan(MANY);
        runs.run(MailingKind.REVIEW_REQUESTS, clock.instant(), "test");
        Awaitility.await().until(() -> known() >= MANY);
    }

    @Test
    void aFewMoreAreNotWorthALook() {
        try (var statistics = new Statistics(jdbc, transactions)) {
            write(4 * MANY);
            assertThat(statistics.look(4 * MANY)).as("the first look").isTrue();
            write(MANY);
            assertThat(statistics.look(MANY)).as("less than half as many").isFalse();
            assertThat(known()).isEqualTo(4 * MANY);
            write(MANY + 1);
            assertThat(statistics.look(MANY + 1)).as("half as many, little by little").isTrue();
            assertThat(known()).isEqualTo(6 * MANY + 1);
            assertThat(statistics.look(MANY)).as("so soon after a look").isFalse();
            assertThat(statistics.look(3 * MANY)).as("half as many at once").isTrue();
        }
    }

    private void write(int messages) {
        jdbc.sql(WRITE).param("messages", messages).param("day", LocalDate.ofInstant(TestClock.START, ZoneOffset.UTC))
                .update();
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
