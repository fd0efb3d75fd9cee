package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.channel.email.ScriptedSmtpServer.CLOSE;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Purpose.REVIEW;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vestnik.channel.email.ScriptedSmtpServer;
import vestnik.dispatch.UncertainMessages.Decision;
import vestnik.mailing.Cancellations;
import vestnik.mailing.Held;
import vestnik.mailing.Holds;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;
import vestnik.mailing.Why;
import vestnik.schedule.MailingRuns;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.twilio.Fault;
import vestnik.twilio.TwilioStandIn;

/// What becomes of messages that a provider did not take at once, or whose answer was lost.
@VestnikTest
class RetriesTest {

    static final ScriptedSmtpServer RELAY = ScriptedSmtpServer.start();
    static final TwilioStandIn TWILIO = TwilioStandIn.start(0, "0123456789abcdef0123456789abcdef");
    static final String GREYLISTED = "451 4.7.1 Greylisted, try again later";

    @Autowired
    MailingRuns runs;
    @Autowired
    Mailings mailings;
    @Autowired
    UncertainMessages uncertain;
    @Autowired
    Holds holds;
    @Autowired
    Cancellations cancellations;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TestClock clock;
    @Autowired
    DataSource source;
    Clinic clinic;

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.port", RELAY::port);
        registry.add("vestnik.sms.twilio.base-url", TWILIO::url);
    }

    @AfterAll
    static void closeProviders() {
        RELAY.close();
        TWILIO.close();
    }

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        clinic = new Clinic(source);
        RELAY.commands().clear();
        RELAY.messages().clear();
    }

    @AfterEach
    void close() {
        jdbc.sql("update hold set lifted_at = now(), lifted_by = 'test' where lifted_at is null").update();
        clinic.close();
    }

    @Test
    void aGreylistedReminderIsSentAgainFromTheSameSenderUnderTheSameName() {
        RELAY.answer("RCPT", GREYLISTED);
        Mailing mailing = remind();
        assertThat(states(mailing)).isEqualTo(Map.of("DEFERRED", 1L));
        assertThat(mailing.finishedAt()).isNull();
        assertThat(mailing.resumeAt()).isBetween(clock.instant().plus(Duration.ofMinutes(5)),
                clock.instant().plus(Duration.ofMinutes(15)));
        clock.advance(Duration.ofMinutes(4));
        assertThat(goOn(mailing).finishedAt()).as("too early").isNull();
        clock.advance(Duration.ofMinutes(12));
        assertThat(goOn(mailing).finishedAt()).isNotNull();
        assertThat(states(mailing)).isEqualTo(Map.of("ACCEPTED", 1L));
        assertThat(RELAY.commands()).filteredOn(command -> command.startsWith("MAIL")).hasSize(2).containsOnly(
                RELAY.commands().stream().filter(command -> command.startsWith("MAIL")).findFirst().orElseThrow());
    }

    @Test
    void aReviewRequestIsGivenUpWhenItsTimeIsOver() {
        RELAY.answer("RCPT", GREYLISTED);
        Mailing mailing = askForReview();
        assertThat(states(mailing)).isEqualTo(Map.of("DEFERRED", 1L));
        clock.advance(Duration.ofDays(2));
        assertThat(goOn(mailing).finishedAt()).isNotNull();
        assertThat(states(mailing)).isEqualTo(Map.of("EXPIRED NO_LONGER_OF_USE", 1L));
        assertThat(RELAY.messages()).isEmpty();
    }

    @Test
    void aReminderIsTriedAtTheLastMomentAtWhichItIsOfUse() {
        RELAY.answer("RCPT", GREYLISTED, GREYLISTED);
        clinic.appointment(withoutPhone(), TestClock.START.plus(Duration.ofHours(12)).plus(Duration.ofMinutes(4)));
        Mailing mailing = runs.run(MailingKind.APPOINTMENT_REMINDERS, clock.instant(), "test");
        assertThat(mailing.resumeAt()).isEqualTo(TestClock.START.plus(Duration.ofMinutes(3)));
        clock.advance(Duration.ofMinutes(3));
        goOn(mailing);
        assertThat(states(mailing)).containsOnlyKeys("EXPIRED RCPT 451 4.7.1 Greylisted, try again later");
    }

    @Test
    void aReminderThatBecameUntrueIsNotSentAgain() {
        RELAY.answer("RCPT", GREYLISTED);
        long appointment = clinic.appointment(withoutPhone(), TestClock.START.plus(Duration.ofDays(3)));
        Mailing mailing = runs.run(MailingKind.APPOINTMENT_REMINDERS, clock.instant(), "test");
        clinic.withAppointment(appointment, "status = 'CANCELLED'");
        clock.advance(Duration.ofMinutes(16));
        assertThat(goOn(mailing).finishedAt()).isNotNull();
        assertThat(states(mailing)).isEqualTo(Map.of("EXPIRED APPOINTMENT_CANCELLED", 1L));
    }

    @Test
    void aReminderWhoseAnswerWasLostIsSentAgainUnderTheSameName() {
        RELAY.answer("END", CLOSE);
        Mailing mailing = remind();
        assertThat(states(mailing)).isEqualTo(Map.of("UNCERTAIN", 1L));
        clock.advance(Duration.ofMinutes(2));
        assertThat(goOn(mailing).finishedAt()).isNotNull();
        assertThat(states(mailing)).isEqualTo(Map.of("ACCEPTED", 1L));
        assertThat(RELAY.messages()).hasSize(2);
        assertThat(messageId(0)).isEqualTo(messageId(1));
    }

    @Test
    void marketingWhoseAnswerWasLostIsNotSentAgain() {
        RELAY.answer("END", CLOSE);
        Mailing mailing = askForReview();
        assertThat(mailing.finishedAt()).isNotNull();
        assertThat(states(mailing)).isEqualTo(Map.of("UNCERTAIN", 1L));
    }

    @Test
    void aPersonMaySendItAgain() {
        RELAY.answer("END", CLOSE);
        Mailing mailing = askForReview();
        assertThat(uncertain.decide(mailing.id(), 1, Decision.SEND_AGAIN, "operator")).isEqualTo(Decided.DONE);
        Awaitility.await().until(() -> mailings.get(mailing.id()).finishedAt() != null);
        assertThat(states(mailing)).isEqualTo(Map.of("ACCEPTED", 1L));
        assertThat(RELAY.messages()).hasSize(2);
        assertThat(uncertain.decide(mailing.id(), 1, Decision.SEND_AGAIN, "operator")).as("no more")
                .isEqualTo(Decided.NOT_UNCERTAIN);
    }

    @Test
    void aPersonMayKnowThatItArrived() {
        RELAY.answer("END", CLOSE);
        Mailing mailing = remind();
        assertThat(uncertain.decide(mailing.id(), 1, Decision.SENT, "operator")).isEqualTo(Decided.DONE);
        assertThat(states(mailing)).isEqualTo(Map.of("ACCEPTED", 1L));
        clock.advance(Duration.ofMinutes(2));
        assertThat(goOn(mailing).finishedAt()).isNotNull();
        assertThat(RELAY.messages()).hasSize(1);
    }

    @Test
    void anSmsWhoseAnswerWasLostIsFoundAtTheProvider() {
        TWILIO.failNext(new Fault.Drop(true));
        long patient = clinic.patient();
        Mailing mailing = remindBySms(patient);
        assertThat(states(mailing)).isEqualTo(Map.of("UNCERTAIN", 1L));
        clock.advance(Duration.ofMinutes(2));
        assertThat(goOn(mailing).finishedAt()).isNotNull();
        assertThat(states(mailing)).isEqualTo(Map.of("ACCEPTED", 1L));
        assertThat(smsTo(patient)).isOne();
    }

    @Test
    void anSmsThatTheProviderDoesNotHaveIsSentAgain() {
        TWILIO.failNext(new Fault.Drop(false));
        long patient = clinic.with(clinic.patient(), "phone = '+79031234567'");
        Mailing mailing = remindBySms(patient);
        clock.advance(Duration.ofMinutes(2));
        assertThat(goOn(mailing).finishedAt()).isNotNull();
        assertThat(states(mailing)).isEqualTo(Map.of("ACCEPTED", 1L));
        assertThat(smsTo(patient)).isOne();
    }

    @Test
    void whatIsHeldWaitsAndGoesOnWhenItIsLetGo() {
        holds.hold(new Held.OnChannel(EMAIL), Why.byHand(null), "operator");
        Mailing mailing = remind();
        assertThat(states(mailing)).isEqualTo(Map.of("WAITING", 1L));
        holds.lift(new Held.OnChannel(EMAIL), "operator");
        Awaitility.await().until(() -> mailings.get(mailing.id()).finishedAt() != null);
        assertThat(states(mailing)).isEqualTo(Map.of("ACCEPTED", 1L));
    }

    @Test
    void whatIsCancelledIsWithheldForGood() {
        RELAY.answer("RCPT", GREYLISTED);
        Mailing mailing = askForReview();
        cancellations.cancel(mailing.id(), "marketer");
        Awaitility.await().until(() -> mailings.get(mailing.id()).finishedAt() != null);
        assertThat(states(mailing)).isEqualTo(Map.of("WITHHELD CANCELLED", 1L));
        clock.advance(Duration.ofMinutes(16));
        goOn(mailing);
        assertThat(RELAY.messages()).isEmpty();
    }

    private Mailing remind() {
        clinic.appointment(withoutPhone(), TestClock.START.plus(Duration.ofDays(3)));
        return runs.run(MailingKind.APPOINTMENT_REMINDERS, clock.instant(), "test");
    }

    // At the time that the stand-in's clock shows.
    private Mailing remindBySms(long patient) {
        clock.set(Instant.now());
        clinic.with(patient, "email = null");
        clinic.appointment(patient, clock.instant().plus(Duration.ofHours(2)));
        return runs.run(MailingKind.APPOINTMENT_REMINDERS, clock.instant(), "test");
    }

    private Mailing askForReview() {
        long patient = withoutPhone();
        clinic.grants(patient, REVIEW, EMAIL);
        clinic.visit(patient, TestClock.START.minus(Duration.ofDays(2)));
        return runs.run(MailingKind.REVIEW_REQUESTS, clock.instant(), "test");
    }

    private long withoutPhone() {
        return clinic.with(clinic.patient(), "phone = null, phone_takes_sms = false");
    }

    private Mailing goOn(Mailing mailing) {
        runs.run(mailings.get(mailing.id()));
        return mailings.get(mailing.id());
    }

    private Map<String, Long> states(Mailing mailing) {
        Map<String, Long> all = new HashMap<>(mailings.countStates(mailing.id()));
        all.remove("WITHHELD NO_ADDRESS");
        all.remove("WITHHELD OTHER_CHANNEL");
        return all;
    }

    private static String messageId(int message) {
        return RELAY.messages().get(message).lines().filter(line -> line.startsWith("Message-ID:")).findFirst()
                .orElseThrow();
    }

    private long smsTo(long patient) {
        String phone = jdbc.sql("select phone from patient where id = ?").param(patient).query(String.class).single();
        return TWILIO.messages().stream().filter(message -> message.to().equals(phone)).count();
    }
}
