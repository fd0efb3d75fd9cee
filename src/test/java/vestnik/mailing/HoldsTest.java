package vestnik.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.mailing.Why.Reason.BOUNCES;
import static vestnik.mailing.Why.Reason.LOCKED_OUT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import vestnik.schedule.MailingRuns;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

@VestnikTest
@RecordApplicationEvents
class HoldsTest {

    private static final Held EVERYTHING = new Held.Everything();

    @Autowired
    Holds holds;
    @Autowired
    Cancellations cancellations;
    @Autowired
    Mailings mailings;
    @Autowired
    DataSource source;
    @Autowired
    TestClock clock;
    @Autowired
    ApplicationEvents events;
    /// Would go on with what is let go.
    @MockitoBean
    MailingRuns runs;

    private JdbcClient jdbc;
    private Clinic clinic;
    private long campaign;
    private Mailing first;
    private Mailing followUp;
    private Mailing reminders;

    @BeforeEach
    void aCampaignAndReminders() {
        jdbc = JdbcClient.create(source);
        clinic = new Clinic(source);
        clock.set(TestClock.START);
        campaign = jdbc.sql("""
                insert into campaign (name, template, purpose, channel, audience, created_by, created_at)
                values ('c', 'promotion', 'PROMOTION', 'EMAIL', '{}', 'anna', now()) returning id
                """).query(Long.class).single();
        first = open(MailingKind.CAMPAIGN, "promotion", campaign, "one");
        followUp = open(MailingKind.CAMPAIGN, "promotion", campaign, "two");
        reminders = open(MailingKind.APPOINTMENT_REMINDERS, "appointment-reminder", null, "three");
        message(first, 1, Channel.EMAIL);
        message(followUp, 1, Channel.EMAIL);
        message(reminders, 1, Channel.EMAIL);
        message(reminders, 2, Channel.SMS);
    }

    @AfterEach
    void clear() {
        clinic.close();
    }

    @Test
    void nothingIsHeldAtFirst() {
        assertThat(reasons()).containsOnly("-");
        assertThat(isHeld()).containsExactly(false, false, false);
        assertThat(holds.open()).isEmpty();
    }

    /// Reasons of: the campaign by e-mail, its follow-up by e-mail, reminders by e-mail, reminders by SMS.
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
            ALL,      '',                    STOPPED,         STOPPED,         STOPPED,         STOPPED,         true,  true
            CHANNEL,  EMAIL,                 CHANNEL_STOPPED, CHANNEL_STOPPED, CHANNEL_STOPPED, -,               true,  false
            CHANNEL,  SMS,                   -,               -,               -,               CHANNEL_STOPPED, false, false
            CAMPAIGN, campaign,              PAUSED,          PAUSED,          -,               -,               true,  false
            MAILING,  reminders,             -,               -,               PAUSED,          PAUSED,          false, true
            TEMPLATE, promotion,             TEMPLATE_PAUSED, TEMPLATE_PAUSED, -,               -,               true,  false
            TEMPLATE, appointment-reminder,  -,               -,               TEMPLATE_PAUSED, TEMPLATE_PAUSED, false, true
            """)
    void aHoldCoversWhatItNames(Held.Thing thing, String key, String campaignMail, String later,
            String mail, String sms, boolean campaignIsHeld, boolean remindersAreHeld) {
        Held held = thing
                .of(key.equals("campaign") ? "" + campaign : key.equals("reminders") ? "" + reminders.id() : key);
        assertThat(holds.hold(held, Why.byHand(null), "olga")).isTrue();

        assertThat(reasons()).containsExactly(campaignMail, later, mail, sms);
        assertThat(isHeld()).containsExactly(campaignIsHeld, campaignIsHeld, remindersAreHeld);
        assertThat(mailings.unfinished(clock.instant())).extracting(Mailing::id).containsExactlyElementsOf(
                Stream.of(first, followUp, reminders).map(Mailing::id).filter(id -> !holds.isHeld(id)).toList());

        assertThat(holds.lift(held, "olga")).isTrue();
        assertThat(reasons()).containsOnly("-");
        assertThat(isHeld()).containsExactly(false, false, false);
    }

    @Test
    void theStopOfEverythingIsToldFirst() {
        holds.hold(new Held.OfCampaign(campaign), Why.byHand(null), "anna");
        holds.hold(EVERYTHING, Why.byHand(null), "olga");
        assertThat(hold(first, Channel.EMAIL)).isEqualTo("STOPPED");
    }

    @Test
    void holdingAndLiftingTwiceIsHoldingAndLiftingOnce() {
        assertThat(holds.hold(EVERYTHING, Why.byHand("fire"), "olga")).isTrue();
        assertThat(holds.hold(EVERYTHING, Why.byHand("smoke"), "anna")).isFalse();
        assertThat(holds.open()).singleElement().satisfies(hold -> {
            assertThat(hold.by()).isEqualTo("olga");
            assertThat(hold.why()).isEqualTo(Why.byHand("fire"));
            assertThat(hold.since()).isEqualTo(TestClock.START);
        });
        assertThat(holds.lift(EVERYTHING, "anna")).isTrue();
        assertThat(holds.lift(EVERYTHING, "olga")).isFalse();
        assertThat(events.stream(HoldLifted.class)).containsExactly(new HoldLifted(EVERYTHING));
        assertThat(audit()).containsExactly("olga hold all", "anna lift-hold all");
    }

    @Test
    void whatIsHeldOnlyForAWhileIsLetGoThen() {
        Instant until = clock.instant().plusSeconds(60);
        holds.hold(EVERYTHING, Why.answered(LOCKED_OUT, "535 5.7.8", until), Holds.BY_ITSELF);
        holds.liftDue();
        assertThat(holds.find(EVERYTHING)).get().extracting(hold -> hold.why().until()).isEqualTo(until);
        clock.advance(Duration.ofSeconds(60));
        holds.liftDue();
        assertThat(holds.find(EVERYTHING)).isEmpty();
        assertThat(events.stream(HoldLifted.class)).hasSize(1);
        assertThat(holds.countSince(EVERYTHING, LOCKED_OUT, TestClock.START.minusSeconds(1))).isEqualTo(1);
    }

    @Test
    void aPersonsHoldOutlivesOneThatWouldHaveEndedByItself() {
        holds.hold(EVERYTHING, Why.answered(LOCKED_OUT, "535 5.7.8", clock.instant().plusSeconds(60)), Holds.BY_ITSELF);
        assertThat(holds.hold(EVERYTHING, Why.byHand(null), "olga")).isTrue();
        clock.advance(Duration.ofMinutes(5));
        holds.liftDue();
        assertThat(holds.find(EVERYTHING)).get().extracting(Hold::by).isEqualTo("olga");
        assertThat(holds.hold(EVERYTHING, Why.tooMany(BOUNCES, 6, 100), Holds.BY_ITSELF)).isFalse();
    }

    @Test
    void aMailingIsTakenUpAgainHoweverLongItWasHeld() {
        holds.hold(EVERYTHING, Why.byHand(null), "olga");
        clock.advance(Duration.ofDays(30));
        assertThat(mailings.unfinished(clock.instant())).isEmpty();
        holds.lift(EVERYTHING, "olga");
        assertThat(mailings.unfinished(clock.instant())).extracting(Mailing::id)
                .containsExactly(first.id(), followUp.id(), reminders.id());
    }

    @Test
    void cancellingOneMailingOfACampaignCancelsAllOfThemForGood() {
        assertThat(cancellations.cancel(first.id(), "anna")).isInstanceOf(Cancelling.Cancelled.class);
        assertThat(reasons()).containsExactly("CANCELLED", "CANCELLED", "-", "-");
        assertThat(isHeld()).containsExactly(true, true, false);
        assertThat(mailings.get(followUp.id()).cancelledBy()).isEqualTo("anna");
        assertThat(events.stream(MailingCancelled.class)).containsExactly(new MailingCancelled(first.id()));
        assertThat(cancellations.cancel(first.id(), "olga")).isInstanceOf(Cancelling.AlreadyCancelled.class);
        assertThat(audit()).containsExactly("anna cancel-mailing mailing:" + first.id());
    }

    @Test
    void aCancelledMailingIsStillToBeClosed() {
        holds.hold(EVERYTHING, Why.byHand(null), "olga");
        cancellations.cancel(first.id(), "anna");
        assertThat(mailings.unfinished(clock.instant())).extracting(Mailing::id)
                .containsExactly(first.id(), followUp.id());
    }

    @Test
    void whatIsOverOrUnknownCannotBeCancelled() {
        mailings.markFinished(reminders.id(), clock.instant());
        assertThat(cancellations.cancel(reminders.id(), "olga")).isInstanceOf(Cancelling.AlreadyFinished.class);
        assertThat(cancellations.cancel(-1, "olga")).isInstanceOf(Cancelling.Unknown.class);
    }

    private List<String> reasons() {
        return List.of(hold(first, Channel.EMAIL), hold(followUp, Channel.EMAIL),
                hold(reminders, Channel.EMAIL), hold(reminders, Channel.SMS));
    }

    private List<Boolean> isHeld() {
        return List.of(holds.isHeld(first.id()), holds.isHeld(followUp.id()), holds.isHeld(reminders.id()));
    }

    private String hold(Mailing mailing, Channel channel) {
        return jdbc.sql("select coalesce(hold_on(:mailing, :channel), '-')").param("mailing", mailing.id())
                .param("channel", channel.name()).query(String.class).single();
    }

    private List<String> audit() {
        return jdbc.sql("select concat_ws(' ', actor, action, subject) from audit_entry order by id")
                .query((row, _) -> row.getString(1)).list();
    }

    private Mailing open(MailingKind kind, String template, @Nullable Long ofCampaign, String key) {
        Purpose purpose = kind == MailingKind.CAMPAIGN ? Purpose.PROMOTION : Purpose.APPOINTMENT;
        Mailing mailing = mailings.open(kind, purpose, template, key, clock.instant(), ofCampaign, "anna",
                clock.instant());
        mailings.markPlanned(mailing.id(), null, clock.instant());
        return mailing;
    }

    private void message(Mailing mailing, int ordinal, Channel channel) {
        jdbc.sql("""
                insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel)
                values (:mailing, :ordinal, '2026-11-18', :occasion, 1, :channel)
                """).param("mailing", mailing.id()).param("ordinal", ordinal)
                .param("occasion", "t:" + mailing.id() + ":" + ordinal).param("channel", channel.name()).update();
    }
}
