package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vestnik.alert.Alert;
import vestnik.alert.AlertKind;
import vestnik.alert.Alerts;
import vestnik.channel.Signal;
import vestnik.consent.SuppressionReason;
import vestnik.consent.Suppressions;
import vestnik.mailing.Held;
import vestnik.mailing.Hold;
import vestnik.mailing.Holds;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Why;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

@VestnikTest
class ReactionsTest {

    private static final String ADDRESS = "anna@mail.ru";
    private static final Held MAIL = new Held.OnChannel(Channel.EMAIL);

    @Autowired
    Reactions reactions;
    @Autowired
    Suppressions suppressions;
    @Autowired
    DomainPauses pauses;
    @Autowired
    Holds holds;
    @Autowired
    Alerts alerts;
    @Autowired
    MeterRegistry meters;
    @Autowired
    DataSource source;
    @Autowired
    TestClock clock;

    private final Mailing campaign = mailing(MailingKind.CAMPAIGN, Purpose.PROMOTION, 12L);
    private final Mailing reminders = mailing(MailingKind.APPOINTMENT_REMINDERS, Purpose.APPOINTMENT, null);
    private Clinic clinic;

    @BeforeEach
    void aQuietClinic() {
        clinic = new Clinic(source);
        clock.set(TestClock.START);
    }

    @AfterEach
    void clear() {
        clinic.close();
    }

    @Test
    void anUnknownAddressIsForbidden() {
        answer(campaign, Signal.ADDRESS_UNKNOWN);
        assertThat(suppressions.find(Channel.EMAIL, ADDRESS)).get()
                .satisfies(one -> assertThat(one.reason()).isEqualTo(SuppressionReason.HARD_BOUNCE))
                .satisfies(one -> assertThat(one.source()).isEqualTo("message:3.5"));
    }

    @Test
    void itActsBySelfWithinMoments() {
        reactions.to(new Answered(campaign, 5, ADDRESS, Signal.ADDRESS_UNKNOWN, "550 5.1.1"));
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(
                () -> suppressions.find(Channel.EMAIL, ADDRESS).isPresent());
    }

    @Test
    void aMessageAtFaultHoldsItsCampaignAndTellsPeopleOnce() {
        for (int connection = 0; connection < 8; connection++) {
            answer(campaign, Signal.MESSAGE_AT_FAULT);
        }
        assertThat(holds.open()).singleElement().extracting(Hold::held, Hold::by)
                .containsExactly(new Held.OfCampaign(12), Holds.BY_ITSELF);
        assertThat(alerts.open()).singleElement()
                .satisfies(alert -> assertThat(alert.kind()).isEqualTo(AlertKind.MESSAGE_AT_FAULT))
                .satisfies(alert -> assertThat(alert.subject()).isEqualTo("campaign:12"))
                .satisfies(alert -> assertThat(alert.times()).isEqualTo(1))
                .satisfies(alert -> assertThat(alert.detail()).isEqualTo("5xx"));
    }

    @Test
    void oneOddRecipientDoesNotStopTheReminders() {
        answer(reminders, Signal.MESSAGE_AT_FAULT);
        answer(reminders, Signal.MESSAGE_AT_FAULT);
        answer(reminders, Signal.NONE);
        answer(reminders, Signal.MESSAGE_AT_FAULT);
        answer(reminders, Signal.MESSAGE_AT_FAULT);
        assertThat(holds.open()).isEmpty();
        assertThat(alerts.open()).hasSize(1);
        answer(reminders, Signal.MESSAGE_AT_FAULT);
        assertThat(holds.open()).singleElement().extracting(Hold::held).isEqualTo(new Held.OneMailing(3));
    }

    @Test
    void aHostThatStumblesIsLeftAloneOnlyWhenNothingGetsThrough() {
        Stream.generate(() -> Signal.HOST_IN_TROUBLE).limit(4).forEach(signal -> answer(campaign, signal));
        answer(campaign, Signal.NONE);
        Stream.generate(() -> Signal.HOST_IN_TROUBLE).limit(4).forEach(signal -> answer(campaign, signal));
        assertThat(pauses.open()).isEmpty();
        answer(campaign, Signal.HOST_IN_TROUBLE);
        assertThat(pauses.open()).singleElement().extracting(BackOff::target, BackOff::reason)
                .containsExactly("mail.ru", BackOffReason.HOST_IN_TROUBLE);
    }

    @Test
    void aProviderThatDoesNotLetUsInIsTriedAgainAfterAGrowingWhile() {
        for (int minutes : List.of(1, 2, 4, 8, 16, 30, 30)) {
            answer(reminders, Signal.LOCKED_OUT);
            assertThat(holds.find(MAIL)).get().satisfies(hold -> {
                assertThat(hold.why().reason()).isEqualTo(Why.Reason.LOCKED_OUT);
                assertThat(hold.why().until()).isEqualTo(clock.instant().plus(Duration.ofMinutes(minutes)));
            });
            clock.advance(Duration.ofMinutes(minutes));
            holds.liftDue();
            assertThat(holds.find(MAIL)).isEmpty();
        }
        clock.advance(Duration.ofHours(7));
        answer(reminders, Signal.LOCKED_OUT);
        assertThat(holds.find(MAIL)).get().extracting(hold -> hold.why().until())
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));
    }

    @Test
    void aPhoneThatIsNotReachedThreeTimesIsToldOfOnce() {
        for (int ordinal = 1; ordinal <= 4; ordinal++) {
            reactions.to(new Answered(reminders, ordinal, "+79160000001", Signal.UNREACHED, "30003 unreachable"));
            reactions.act();
        }
        assertThat(alerts.open()).singleElement().extracting(Alert::kind, Alert::subject, Alert::detail)
                .containsExactly(AlertKind.NUMBERS_TO_CHECK, "SMS", "3.3");
        assertThat(suppressions.find(Channel.SMS, "+79160000001")).isEmpty();
    }

    @Test
    void alertsAreMeasuredByKindOnly() {
        double before = meters.counter("vestnik.alerts", "kind", "TAKEN_FOR_SPAM").count();
        answer(campaign, Signal.TAKEN_FOR_SPAM);
        assertThat(meters.counter("vestnik.alerts", "kind", "TAKEN_FOR_SPAM").count()).isEqualTo(before + 1);
        assertThat(meters.get("vestnik.alerts.open").gauge().value()).isEqualTo(1);
        Alert alert = alerts.open().getFirst();
        assertThat(alerts.acknowledge(alert.id(), "olga")).isTrue();
        assertThat(alerts.acknowledge(alert.id(), "anna")).isFalse();
        assertThat(meters.get("vestnik.alerts.open").gauge().value()).isZero();
        answer(campaign, Signal.TAKEN_FOR_SPAM);
        assertThat(alerts.latest(10)).extracting(Alert::times).containsExactly(1, 1);
    }

    private void answer(Mailing mailing, Signal signal) {
        reactions.to(new Answered(mailing, 5, ADDRESS, signal, "5xx"));
        reactions.act();
    }

    private static Mailing mailing(MailingKind kind, Purpose purpose, @Nullable Long campaign) {
        return new Mailing(3, kind, purpose, "template", "key", TestClock.START, campaign, "anna", TestClock.START,
                TestClock.START, null, null, null, null, 1, Mailing.Days.ANY);
    }
}
