package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.consent.Barrier;
import vestnik.consent.Reach;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;
import vestnik.test.Clinic;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// Which senders a stop waits for, and for which it does not.
@VestnikTest
class SendersAskedTest {

    private static final long MAILING = 77;

    @Autowired
    Barrier barrier;

    @Autowired
    Node node;

    @Autowired
    Attempts attempts;

    @Autowired
    Beacons beacons;

    @Autowired
    Mailings mailings;

    @Autowired
    DataSource source;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    Clinic clinic;
    Beacon beacon;
    long anna;
    long boris;

    @BeforeEach
    void open() {
        clinic = new Clinic(source);
        beacon = new Beacon(node, jdbc);
        anna = clinic.patient();
        boris = clinic.patient();
        message(1, anna);
        message(201, boris);
    }

    @AfterEach
    void close() {
        beacon.close();
        clinic.close();
    }

    @Test
    void waitsUntilWhoHoldsAMessageHasAskedAgain() {
        work(MAILING, 1, 200);
        var stop = waiting(anna);
        ask();
        assertThat(stop).succeedsWithin(Duration.ofSeconds(1)).isEqualTo(Reach.COMPLETE);
    }

    @Test
    void anAnswerAskedForWhileTheStopWasBeingWrittenIsTooOld() {
        work(MAILING, 1, 200);
        transaction.executeWithoutResult(status -> {
            clinic.with(anna, "blocked_at = now()");
            CompletableFuture.runAsync(this::ask).join();
        });
        var stop = waiting(anna);
        work(MAILING, 201, 400);
        assertThat(stop).succeedsWithin(Duration.ofSeconds(1)).isEqualTo(Reach.COMPLETE);
    }

    @Test
    void doesNotWaitForMessagesToOthers() {
        work(MAILING, 1, 200);
        assertThat(passed(boris)).isEqualTo(Reach.COMPLETE);
        work(MAILING + 1, 201, 400);
        assertThat(passed(boris)).isEqualTo(Reach.COMPLETE);
    }

    @Test
    void doesNotWaitForConnectionsAtRest() {
        work(MAILING, 1, 200);
        beacon.rest();
        assertThat(passed(anna)).isEqualTo(Reach.COMPLETE);
        work(MAILING, 1, 200);
        beacon.close();
        assertThat(passed(anna)).isEqualTo(Reach.COMPLETE);
    }

    @Test
    void whatWasSeenBeforeASenderBeganLetsNobodyPass() {
        try (var silent = new Beacon(node, jdbc)) {
            silent.work(MAILING, Channel.EMAIL, new Slice(List.of(201)));
            var another = waiting(boris);
            work(MAILING, 1, 200);
            var stop = waiting(anna);
            ask();
            assertThat(stop).succeedsWithin(Duration.ofSeconds(1)).isEqualTo(Reach.COMPLETE);
            silent.rest();
            assertThat(another).succeedsWithin(Duration.ofSeconds(1)).isEqualTo(Reach.COMPLETE);
        }
    }

    @Test
    void aConnectionThatStandsStillIsNotWaitedForByOthersThanWhomItWritesTo() {
        long clara = clinic.patient();
        message(200, clara);
        work(MAILING, 1, 200);
        var waiting = waiting(clara);
        tell(1, 1);
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(1)).isEqualTo(Reach.COMPLETE);
        assertThat(passed(clara)).isEqualTo(Reach.COMPLETE);
        assertThat(barrier.pass(Set.of(anna))).isEqualTo(Reach.MAY_STILL_ARRIVE);
    }

    @Test
    void whoMayBeWrittenToAgainIsWaitedForAgain() {
        work(MAILING, 1, 200);
        tell(200, 200);
        assertThat(passed(anna)).isEqualTo(Reach.COMPLETE);
        tell(1, 200);
        var stop = waiting(anna);
        ask();
        assertThat(stop).succeedsWithin(Duration.ofSeconds(1)).isEqualTo(Reach.COMPLETE);
    }

    @Test
    void saysSoAndRecordsItWhenASenderStaysSilent() {
        work(MAILING, 1, 200);
        assertThat(barrier.pass(Set.of(anna, boris))).isEqualTo(Reach.MAY_STILL_ARRIVE);
        assertThat(jdbc.sql("select patient_id from unconfirmed_stop where waited_ms >= 2000").query(Long.class).set())
                .containsExactlyInAnyOrder(anna, boris);
    }

    @Test
    void cannotBePassedBeforeTheCommit() {
        assertThatIllegalStateException().isThrownBy(
                () -> transaction.executeWithoutResult(status -> barrier.pass(Set.of(anna))));
    }

    @Test
    void whoWasTakenForDeadMayNotGoOn() {
        work(MAILING, 1, 200);
        jdbc.sql("delete from sending").update();
        assertThat(ask().lit()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"10:10:, 9, true", "10:10:, 10, false", "10:20:10;12, 11, true",
            "10:20:10;12, 12, false", "10:20:10;12, 19, true", "10:20:10;12, 20, false", "10:20:10;12, 25, false"})
    void readsASnapshotAsPostgresDoes(String text, long transaction, boolean sees) {
        String snapshot = text.replace(';', ',');
        assertThat(Snapshot.of(snapshot).sees(transaction)).isEqualTo(sees);
        assertThat(jdbc.sql("select pg_visible_in_snapshot(cast(:t as text)::xid8, cast(:s as text)::pg_snapshot)")
                .param("t", transaction).param("s", snapshot).query(Boolean.class).single()).isEqualTo(sees);
    }

    private void work(long mailing, int first, int last) {
        beacon.work(mailing, Channel.EMAIL, new Slice(IntStream.rangeClosed(first, last).boxed().toList()));
    }

    private void tell(int first, int last) {
        beacons.tell(List.of(new Beacons.Span(beacon.connection(), first, last)));
    }

    private Attempts.Refusals ask() {
        Mailing mailing = mailings.open(MailingKind.CAMPAIGN, Purpose.PROMOTION, "promotion", "sending", Instant.EPOCH,
                null,
                "test", Instant.EPOCH);
        return attempts.askAgain(mailing, Channel.EMAIL, List.of(beacon.connection()), List.of());
    }

    private CompletableFuture<Reach> waiting(long patient) {
        var stop = CompletableFuture.supplyAsync(() -> barrier.pass(Set.of(patient)));
        Awaitility.await().during(Duration.ofMillis(100)).until(() -> !stop.isDone());
        return stop;
    }

    private Reach passed(long patient) {
        var stop = CompletableFuture.supplyAsync(() -> barrier.pass(Set.of(patient)));
        assertThat(stop).succeedsWithin(Duration.ofSeconds(1));
        return stop.join();
    }

    private void message(int ordinal, long patient) {
        jdbc.sql("""
                insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel)
                values (:mailing, :ordinal, '2026-11-18', :occasion, :patient, 'EMAIL')
                """).param("mailing", MAILING).param("ordinal", ordinal).param("occasion", "c:77:" + patient)
                .param("patient", patient).update();
    }
}
