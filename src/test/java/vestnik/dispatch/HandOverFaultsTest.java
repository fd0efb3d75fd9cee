package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Purpose.REVIEW;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import vestnik.channel.Outcome;
import vestnik.consent.Barrier;
import vestnik.consent.Reach;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;
import vestnik.schedule.MailingRuns;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

/// A connection that breaks or stands still where nobody expects it, after the message is on the wire.
@VestnikTest
class HandOverFaultsTest {

    static final int PATIENTS = 40;
    static final int BEFORE_THE_FAULT = 10;
    static final int STANDS_STILL = 2;

    @MockitoBean
    Senders senders;
    @Autowired
    MailingRuns runs;
    @Autowired
    Mailings mailings;
    @Autowired
    Barrier barrier;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TestClock clock;
    @Autowired
    DataSource source;
    final Queue<Integer> handedOver = new ConcurrentLinkedQueue<>();
    final AtomicBoolean met = new AtomicBoolean();
    final CompletableFuture<Void> standsStill = new CompletableFuture<>();
    Clinic clinic;

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        clinic = new Clinic(source);
        for (int number = 0; number < PATIENTS; number++) {
            long patient = clinic.patient();
            clinic.grants(patient, REVIEW, EMAIL);
            clinic.visit(patient, TestClock.START.minus(Duration.ofDays(2)));
        }
    }

    @AfterEach
    void close() {
        standsStill.complete(null);
        clinic.close();
    }

    @Test
    void anErrorEndsTheRunAndLeavesTheMessageUncertain() {
        breakOnceWith(() -> {
            throw new OutOfMemoryError("for the test");
        });
        Mailing mailing = ask();
        assertThat(mailing.finishedAt()).isNull();
        assertThat(mailings.countStates(mailing.id())).containsEntry("UNCERTAIN", 1L).containsKey("WAITING");
        assertThat(ask().finishedAt()).isNotNull();
        assertOneIsUncertainAndNobodyWasWrittenToTwice(mailing);
    }

    @Test
    void anExceptionLeavesTheMessageUncertainAndTheRunGoesOn() {
        breakOnceWith(() -> {
            throw new IllegalStateException("for the test");
        });
        Mailing mailing = ask();
        assertThat(mailing.finishedAt()).isNotNull();
        assertOneIsUncertainAndNobodyWasWrittenToTwice(mailing);
    }

    @Test
    void whileAConnectionStandsStillOnlyWhomItWritesToCannotStopAnyMore() {
        openSenders(message -> handOver(message, message.ordinal() == STANDS_STILL, standsStill::join));
        var run = CompletableFuture.supplyAsync(this::ask);
        Awaitility.await().until(() -> handedOver.contains(STANDS_STILL));
        long onTheWire = patient(STANDS_STILL);
        long later = patient(STANDS_STILL + 1);
        clinic.with(onTheWire, "blocked_at = now()");
        clinic.with(later, "blocked_at = now()");
        assertThat(barrier.pass(Set.of(later))).isEqualTo(Reach.COMPLETE);
        assertThat(barrier.pass(Set.of(onTheWire))).isEqualTo(Reach.MAY_STILL_ARRIVE);
        standsStill.complete(null);
        assertThat(run).succeedsWithin(Duration.ofSeconds(30));
        assertThat(handedOver).hasSize(PATIENTS - 1).doesNotHaveDuplicates().doesNotContain(STANDS_STILL + 1);
        assertThat(mailings.countStates(run.join().id())).containsEntry("ACCEPTED", PATIENTS - 1L);
    }

    private void assertOneIsUncertainAndNobodyWasWrittenToTwice(Mailing mailing) {
        assertThat(mailings.countStates(mailing.id()))
                .isEqualTo(Map.of("ACCEPTED", PATIENTS - 1L, "UNCERTAIN", 1L));
        assertThat(handedOver).hasSize(PATIENTS).doesNotHaveDuplicates();
    }

    private void breakOnceWith(Runnable fault) {
        openSenders(message -> handOver(message,
                handedOver.size() >= BEFORE_THE_FAULT && met.compareAndSet(false, true), fault));
    }

    private void openSenders(Function<Ready, Outcome> handOver) {
        when(senders.open(any(), any())).thenAnswer(_ -> new Sender() {

            @Override
            public Handover prepare(Mailing mailing, Ready message) {
                return _ -> handOver.apply(message);
            }

            @Override
            public void close() {
                // It holds nothing.
            }
        });
    }

    private Outcome handOver(Ready message, boolean meets, Runnable fault) {
        handedOver.add(message.ordinal());
        if (meets) {
            fault.run();
        }
        return new Outcome.Accepted("taken");
    }

    private long patient(int ordinal) {
        return jdbc.sql("select patient_id from message where ordinal = ?").param(ordinal).query(Long.class).single();
    }

    private Mailing ask() {
        return runs.run(MailingKind.REVIEW_REQUESTS, clock.instant(), "test");
    }
}
