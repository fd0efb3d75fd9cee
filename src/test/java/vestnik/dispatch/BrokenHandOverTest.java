package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Purpose.REVIEW;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import vestnik.channel.Outcome;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;
import vestnik.schedule.MailingRuns;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

/// A connection that breaks where nobody expects it, after the message is on the wire.
@VestnikTest
class BrokenHandOverTest {

    static final int PATIENTS = 40;
    static final int BEFORE_THE_FAULT = 10;

    @MockitoBean
    Senders senders;
    @Autowired
    MailingRuns runs;
    @Autowired
    Mailings mailings;
    @Autowired
    TestClock clock;
    @Autowired
    DataSource source;
    final Queue<Integer> handedOver = new ConcurrentLinkedQueue<>();
    final AtomicBoolean broken = new AtomicBoolean();
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
        clinic.close();
    }

    @Test
    void anErrorEndsTheRunAndLeavesTheMessageUncertain() {
        breakOnceWith(new OutOfMemoryError("for the test"));
        Mailing mailing = ask();
        assertThat(mailing.finishedAt()).isNull();
        assertThat(mailings.countStates(mailing.id())).containsEntry("UNCERTAIN", 1L).containsKey("WAITING");
        assertThat(ask().finishedAt()).isNotNull();
        assertOneIsUncertainAndNobodyWasWrittenToTwice(mailing);
    }

    @Test
    void anExceptionLeavesTheMessageUncertainAndTheRunGoesOn() {
        breakOnceWith(new IllegalStateException("for the test"));
        Mailing mailing = ask();
        assertThat(mailing.finishedAt()).isNotNull();
        assertOneIsUncertainAndNobodyWasWrittenToTwice(mailing);
    }

    private void assertOneIsUncertainAndNobodyWasWrittenToTwice(Mailing mailing) {
        assertThat(mailings.countStates(mailing.id()))
                .isEqualTo(Map.of("ACCEPTED", PATIENTS - 1L, "UNCERTAIN", 1L));
        assertThat(handedOver).hasSize(PATIENTS).doesNotHaveDuplicates();
    }

    private void breakOnceWith(Throwable fault) {
        when(senders.open(any(), any())).thenAnswer(_ -> new Sender() {

            @Override
            public Handover prepare(Mailing mailing, Ready message) {
                return _ -> handOver(message, fault);
            }

            @Override
            public void close() {
                // It holds nothing.
            }
        });
    }

    private Outcome handOver(Ready message, Throwable fault) {
        handedOver.add(message.ordinal());
        if (handedOver.size() > BEFORE_THE_FAULT && broken.compareAndSet(false, true)) {
            switch (fault) {
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                default -> throw new IllegalArgumentException(fault);
            }
        }
        return new Outcome.Accepted("taken");
    }

    private Mailing ask() {
        return runs.run(MailingKind.REVIEW_REQUESTS, clock.instant(), "test");
    }
}
