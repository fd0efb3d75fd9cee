package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.vocabulary.Channel.EMAIL;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.consent.Gate;
import vestnik.mailing.Mailing;
import vestnik.mailing.Mailings;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

/// The sender's questions to the database, whose plans are kept from when its tables were young.
@VestnikTest
class AttemptsTest {

    private static final LocalDate TODAY = TestClock.START.atOffset(ZoneOffset.UTC).toLocalDate();
    private static final int PATIENTS = 2_000;
    private static final int ASKED = 100;
    private static final int READS_OF_EACH = 5;

    @Autowired
    Asking asking;
    @Autowired
    Gate gate;
    @Autowired
    Node node;
    @Autowired
    Clock clock;
    @Autowired
    Mailings mailings;
    @Autowired
    DataSource source;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TransactionTemplate transaction;

    @ParameterizedTest(name = "{0} messages, analyzed when there were {1}")
    @CsvSource({"0, never", "0, 0", "20, never", "20, 0", "20, 20", "1000, never", "1000, 0", "1000, 20", "1000, 1000"})
    void readOnlyTheMessagesThatTheyAskForWhateverTheTablesWereWhenTheyWerePlanned(int planned, String analyzed) {
        var attempts = new Attempts(asking, gate, node, source, clock);
        transaction.executeWithoutResult(status -> {
            new Clinic(source).crowd(PATIENTS, TestClock.START);
            Mailing mailing = mailing();
            if (analyzed.equals("never")) {
                forgetStatistics();
            } else {
                write(mailing, Integer.parseInt(analyzed));
                jdbc.sql("analyze message, attempt, outcome").update();
            }
            write(mailing, planned);
            attempts.take(mailing, EMAIL, slice(1));
            attempts.askAgain(mailing, EMAIL, List.of(), TakenMessages.of(1));
            write(mailing, PATIENTS);

            long before = entriesRead();
            List<Ready> taken = attempts.take(mailing, EMAIL, slice(1 + ASKED));
            long afterTaking = entriesRead();
            attempts.askAgain(mailing, EMAIL, List.of(), taken);
            long afterAsking = entriesRead();

            assertThat(taken).hasSizeGreaterThanOrEqualTo(ASKED);
            assertThat(afterTaking - before).as("to take").isBetween((long) ASKED, (long) READS_OF_EACH * ASKED);
            assertThat(afterAsking - afterTaking).as("to ask again")
                    .isBetween((long) ASKED, (long) READS_OF_EACH * ASKED);
            status.setRollbackOnly();
        });
    }

    private static Slice slice(int messages) {
        return new Slice(IntStream.rangeClosed(1, messages).boxed().toList());
    }

    private Mailing mailing() {
        return mailings.get(jdbc.sql("""
                insert into mailing (kind, purpose, template, run_key, as_of, started_by, started_at, planned_at, first_on, last_on)
                values ('CAMPAIGN', 'PROMOTION', 'promotion', 'young', :at, 'test', :at, :at, :day, :day)
                returning id
                """).param("at", TestClock.START.atOffset(ZoneOffset.UTC)).param("day", TODAY).query(Long.class)
                .single());
    }

    private void forgetStatistics() {
        jdbc.sql("""
                select pg_clear_relation_stats('public', relname) from pg_class
                where relkind = 'r' and relname ~ '^(message|attempt|outcome)_'
                """).query().listOfRows();
    }

    private void write(Mailing mailing, int messages) {
        jdbc.sql("""
                insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel)
                select :mailing, n, :day, 'c:' || id, id, 'EMAIL'
                from (select id, row_number() over (order by id) as n from patient) person
                where n between 1 + (select count(*) from message where mailing_id = :mailing) and :messages
                """).param("mailing", mailing.id()).param("day", TODAY).param("messages", messages).update();
    }

    /// In this transaction, of the tables of messages and of their indexes.
    private long entriesRead() {
        return jdbc.sql("""
                select sum(pg_stat_get_xact_tuples_returned(oid)) from pg_class
                where relkind in ('r', 'i') and relname ~ '^(message|attempt|outcome)_'
                """).query(Long.class).single();
    }
}
