package vestnik.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.test.TestClock;
import vestnik.test.TestDatabase;

class MailingReportsTest {

    private static final DataSource DATABASE = TestDatabase.fresh();

    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final MailingFixture fixture = new MailingFixture(jdbc);
    private final Clock clock = Clock.fixed(TestClock.START, ZoneOffset.UTC);
    private final MessageReports messages = new MessageReports(jdbc);
    private MailingReports reports = fresh();

    @BeforeEach
    void nothingRemembered() {
        reports = fresh();
    }

    @Test
    void everyPlannedMessageIsCountedExactlyOnce() {
        for (long id : List.of(fixture.running(1_000), fixture.finished(1_000))) {
            Counts counts = report(id).counts();
            long sum = LongStream.of(counts.in(MessageState.ACCEPTED), counts.in(MessageState.DEFERRED),
                    counts.in(MessageState.REJECTED), counts.in(MessageState.UNCERTAIN),
                    counts.in(MessageState.EXPIRED),
                    counts.in(MessageState.WAITING),
                    counts.withheld().values().stream().mapToLong(Long::longValue).sum())
                    .sum();
            assertThat(counts.planned()).isEqualTo(1_000).isEqualTo(sum);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCountEqualsTheListBehindIt(MessageState state) {
        long id = fixture.finished(1_000);
        var list = messages.of(id, new MessageFilter(state, null, null, null, 0, 1_000));
        assertThat(list.items()).hasSize((int) report(id).counts().in(state));
        var view = jdbc.sql("select count(*) from message_state where mailing_id = ? and state = ?")
                .params(id, state.name()).query(Long.class).single();
        assertThat(report(id).counts().in(state)).isEqualTo(view);
    }

    @Test
    void theLastOutcomeCounts() {
        long id = fixture.finished(100);
        assertThat(report(id).counts().in(MessageState.DEFERRED)).isZero();
        assertThat(report(id).counts().in(MessageState.REJECTED)).isEqualTo(2);
    }

    @Test
    void aReleasedMessageStillWaits() {
        long id = fixture.running(100);
        assertThat(report(id).counts().in(MessageState.WAITING)).isEqualTo(75 - 60 + 1);
    }

    @Test
    void whoOptedOutBeforeTheHandOverIsWithheldToo() {
        long id = fixture.running(100);
        var optedOut = messages.of(id, new MessageFilter(MessageState.WITHHELD, "OPTED_OUT", null, null, 0, 100));
        assertThat(report(id).counts().withheld()).containsEntry("OPTED_OUT", (long) optedOut.items().size());
        assertThat(optedOut.items()).extracting(MessageLine::ordinal).contains(37);
    }

    @Test
    void receiptsAreCountedOncePerMessageAndAFailureOutweighsADelivery() {
        long id = fixture.finished(100);
        Counts before = report(id).counts();
        jdbc.sql("""
                insert into receipt (mailing_id, ordinal, kind, reference, occasion_on, at)
                select mailing_id, ordinal, 'FAILED', 'late', occasion_on, at from receipt
                where mailing_id = ? and kind = 'DELIVERED' limit 1
                """).param(id).update();
        Counts after = fresh().find(id).orElseThrow().counts();
        assertThat(after.delivered()).isEqualTo(before.delivered() - 1);
        assertThat(after.bounced()).isEqualTo(before.bounced() + 1);
        assertThat(messages.of(id, new MessageFilter(null, null, null, Receipt.BOUNCED, 0, 100)).items())
                .hasSize((int) after.bounced())
                .allSatisfy(line -> assertThat(line.receipt()).isEqualTo(Receipt.BOUNCED));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-,     -,     -,     PLANNING",
            "now(), -,     -,     SENDING",
            "now(), now(), -,     SENDING",
            "now(), -,     'gone', STOPPED",
            "now(), now(), 'gone', STOPPED"})
    void aMailingWithWaitingMessagesIsNeverFinished(String planned, String finished, String failure,
            MailingState state) {
        long id = fixture.running(10);
        jdbc.sql("update mailing set planned_at = %s, finished_at = %s, failure = '%s' where id = %d"
                .formatted(planned, finished, failure, id).replace("'null'", "null")).update();
        assertThat(report(id).state()).isEqualTo(state);
    }

    @Test
    void aMailingIsFinishedWhenItIsClosedAndNothingWaits() {
        long id = fixture.finished(10);
        assertThat(report(id).state()).isEqualTo(MailingState.FINISHED);
        jdbc.sql("update mailing set finished_at = null where id = ?").param(id).update();
        assertThat(report(id).state()).isEqualTo(MailingState.SENDING);
    }

    @Test
    void aMailingWhoseRestIsTriedAgainLaterSaysWhenAndHowMany() {
        long id = fixture.finished(1_000);
        double rate = report(id).counts().perSecond();
        jdbc.sql("insert into retry select mailing_id, ordinal, occasion_on, 'DEFERRED', now() from message "
                + "where mailing_id = ? and ordinal <= 3").param(id).update();
        resume(id, "5 minutes");
        MailingReport retrying = report(id);
        assertThat(retrying.state()).isEqualTo(MailingState.RETRYING);
        assertThat(retrying.retryAt()).isEqualTo(TestClock.START.plusSeconds(300));
        assertThat(retrying.retries()).isEqualTo(3);
        assertThat(retrying.counts().perSecond()).as("that of the first round").isEqualTo(rate).isPositive();
        assertThat(retrying.timeLeft()).isEmpty();
        resume(id, "0 minutes");
        assertThat(report(id).state()).as("it goes on now").isEqualTo(MailingState.SENDING);
        assertThat(report(id).retryAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"failure = 'gone', STOPPED", "cancelled_at = now(), CANCELLED", "planned_at = null, PLANNING"})
    void whatIsTriedAgainLaterIsNotAllThatIsToldOfAMailing(String also, MailingState state) {
        long id = fixture.finished(10);
        resume(id, "5 minutes");
        jdbc.sql("update mailing set " + also + (state == MailingState.CANCELLED ? ", cancelled_by = 'olga'" : "")
                + " where id = ?").param(id).update();
        assertThat(report(id).state()).isEqualTo(state);
    }

    @Test
    void aMailingOfWhichSomeWaitIsNotRetrying() {
        long id = fixture.running(10);
        resume(id, "5 minutes");
        assertThat(report(id).state()).isEqualTo(MailingState.SENDING);
    }

    private void resume(long id, String later) {
        jdbc.sql(
                "update mailing set finished_at = null, resume_at = :now::timestamptz + :later::interval where id = :id")
                .param("now", TestClock.START.atOffset(ZoneOffset.UTC)).param("later", later).param("id", id).update();
        reports = fresh();
    }

    @Test
    void theRateIsThatOfTheLastSecondsWhileItRuns() {
        MailingReport running = report(fixture.running(1_000));
        assertThat(running.counts().perSecond()).isBetween(13.0, 15.0);
        assertThat(running.timeLeft()).hasValueSatisfying(left -> assertThat(left).hasSeconds(12));
    }

    @Test
    void theRateIsTheAverageAfterwards() {
        MailingReport finished = report(fixture.finished(1_000));
        assertThat(finished.counts().perSecond()).isBetween(13.0, 20.0);
        assertThat(finished.timeLeft()).isEmpty();
    }

    @Test
    void mailingsAreListedNewestFirstInPages() {
        long first = fixture.finished(10);
        long second = fixture.running(10);
        long third = fixture.finished(10);
        var page = reports.list(new MailingFilter(null, null, null, 2));
        assertThat(page.items()).extracting(MailingReport::id).containsExactly(third, second);
        assertThat(page.more()).isTrue();
        var next = reports.list(new MailingFilter(null, null, second, 1));
        assertThat(next.items()).extracting(MailingReport::id).containsExactly(first);
        var campaign = reports.list(new MailingFilter(report(third).campaignId(), null, null, 2));
        assertThat(campaign.more()).isFalse();
        assertThat(campaign.items()).extracting(MailingReport::id).containsExactly(third);
    }

    @Test
    void aRunningMailingIsNotCountedAgainWithinASecond() {
        long id = fixture.running(10);
        long planned = report(id).counts().planned();
        jdbc.sql("delete from message where mailing_id = ?").param(id).update();
        assertThat(report(id).counts().planned()).isEqualTo(planned);
    }

    @Test
    void namesOfBlockedPatientsStayHidden() {
        fixture.running(10);
        assertThat(new PatientNames(jdbc).of(List.of("p-1", "p-2", "p-unknown")))
                .containsEntry("p-1", "Иванова Мария Петровна")
                .containsEntry("p-2", PatientNames.BLOCKED)
                .hasSize(2);
    }

    private MailingReport report(long id) {
        return reports.find(id).orElseThrow();
    }

    private MailingReports fresh() {
        return new MailingReports(jdbc, new RecentCounts(new MessageCounts(jdbc, clock)), new MailingHolds(jdbc),
                clock);
    }
}
