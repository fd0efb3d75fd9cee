package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
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
import vestnik.alert.Alert;
import vestnik.alert.Alerts;
import vestnik.mailing.Cancellations;
import vestnik.mailing.Held;
import vestnik.mailing.Hold;
import vestnik.mailing.Holds;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;
import vestnik.mailing.Why;
import vestnik.schedule.MailingRuns;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Purpose;

@VestnikTest
class BrakeTest {

    @Autowired
    Brake brake;
    @Autowired
    Holds holds;
    @Autowired
    Alerts alerts;
    @Autowired
    Mailings mailings;
    @Autowired
    Cancellations cancellations;
    @Autowired
    DataSource source;
    @Autowired
    TestClock clock;
    /// Would go on with what is let go.
    @MockitoBean
    MailingRuns runs;

    private JdbcClient jdbc;
    private Clinic clinic;
    private Mailing campaign;
    private Held held;
    private long campaignId;

    @BeforeEach
    void aCampaign() {
        jdbc = JdbcClient.create(source);
        clinic = new Clinic(source);
        clock.set(TestClock.START);
        campaignId = jdbc.sql("""
                insert into campaign (name, template, purpose, channel, audience, created_by, created_at)
                values ('c', 'promotion', 'PROMOTION', 'EMAIL', '{}', 'anna', now()) returning id
                """).query(Long.class).single();
        campaign = open(MailingKind.CAMPAIGN, Purpose.PROMOTION, campaignId);
        held = Held.of(campaign);
    }

    @AfterEach
    void clear() {
        clinic.close();
    }

    /// What came of so many accepted and rejected messages, and whether it is too much.
    @ParameterizedTest(name = "{0} sent, {1} rejected, {2} bounced, {3} complained, {4} unsubscribed: {5}")
    @CsvSource(nullValues = "-", textBlock = """
            1200,  0,   0, 0,  0, -
            1200,  0,  60, 0,  0, -
            1200,  0,  61, 0,  0, BOUNCES
            199,   0, 150, 0,  0, -
            200,   0,  11, 0,  0, BOUNCES
            1200,  0,   0, 3,  0, -
            1200,  0,   0, 4,  0, COMPLAINTS
            999,   0,   0, 9,  0, -
            1200,  0,   0, 0, 36, -
            1200,  0,   0, 0, 37, UNSUBSCRIBES
            900, 100,   0, 0,  0, -
            899, 101,   0, 0,  0, REJECTIONS
            20,   70,   0, 0,  0, -
            """)
    void itBrakesWhenAShareIsPassed(int accepted, int rejected, int bounced, int complained, int unsubscribed,
            Why.@Nullable Reason expected) {
        send(campaign, 1, accepted, "ACCEPTED");
        send(campaign, accepted + 1, rejected, "REJECTED");
        hear(campaign, 1, bounced, "BOUNCED");
        hear(campaign, 1, complained, "COMPLAINED");
        unsubscribe(campaign, 1, unsubscribed);
        brake.look();
        assertThat(holds.find(held).map(Hold::why).map(Why::reason)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void itSaysWhatWasCounted() {
        send(campaign, 1, 1_200, "ACCEPTED");
        hear(campaign, 1, 64, "BOUNCED");
        brake.look();
        brake.look();
        assertThat(holds.open()).singleElement().satisfies(hold -> {
            assertThat(hold.held()).isEqualTo(new Held.OfCampaign(campaignId));
            assertThat(hold.why()).isEqualTo(Why.tooMany(Why.Reason.BOUNCES, 64, 1_200));
            assertThat(hold.isByItself()).isTrue();
        });
        assertThat(alerts.open()).singleElement().extracting(Alert::subject, Alert::detail)
                .containsExactly("campaign:" + campaignId, "BOUNCES: 64 / 1200");
    }

    @Test
    void aPersonLetsItGoOnAndOnlyWhatIsSentAfterwardsCounts() {
        send(campaign, 1, 400, "ACCEPTED");
        send(campaign, 401, 100, "REJECTED");
        hear(campaign, 1, 30, "BOUNCED");
        unsubscribe(campaign, 1, 30);
        brake.look();
        holds.lift(held, "anna");
        brake.look();
        assertThat(holds.find(held)).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        hear(campaign, 100, 50, "BOUNCED");
        send(campaign, 501, 300, "ACCEPTED");
        hear(campaign, 501, 15, "BOUNCED");
        brake.look();
        assertThat(holds.find(held)).as("what came back late was sent before").isEmpty();

        hear(campaign, 516, 1, "BOUNCED");
        brake.look();
        assertThat(holds.find(held)).get().extracting(Hold::why).isEqualTo(Why.tooMany(Why.Reason.BOUNCES, 16, 300));
    }

    @Test
    void remindersAreNeverBrakedAndReviewRoundsAreOneByOne() {
        Mailing reminders = open(MailingKind.APPOINTMENT_REMINDERS, Purpose.APPOINTMENT, null);
        Mailing reviews = open(MailingKind.REVIEW_REQUESTS, Purpose.REVIEW, null);
        send(reminders, 1, 500, "REJECTED");
        send(reviews, 1, 500, "REJECTED");
        brake.look();
        assertThat(holds.open()).extracting(Hold::held).containsExactly(new Held.OneMailing(reviews.id()));
    }

    @Test
    void aFinishedCampaignIsWatchedForThoseWhoGetItInTheMorning() {
        send(campaign, 1, 1_200, "ACCEPTED");
        mailings.markFinished(campaign.id(), clock.instant());
        clock.advance(Duration.ofHours(12));
        hear(campaign, 1, 100, "BOUNCED");
        brake.look();
        assertThat(holds.find(held)).isPresent();
    }

    @Test
    void whatIsOverOrCancelledIsNot() {
        send(campaign, 1, 1_200, "ACCEPTED");
        hear(campaign, 1, 100, "BOUNCED");
        cancellations.cancel(campaign.id(), "anna");
        brake.look();
        assertThat(holds.open()).isEmpty();
    }

    @Test
    void oneMessageCountsOnceHoweverMuchIsHeardOfIt() {
        send(campaign, 1, 1_000, "ACCEPTED");
        hear(campaign, 1, 40, "BOUNCED");
        hear(campaign, 1, 40, "FAILED");
        brake.look();
        assertThat(holds.open()).isEmpty();
    }

    private Mailing open(MailingKind kind, Purpose purpose, @Nullable Long ofCampaign) {
        Mailing mailing = mailings.open(kind, purpose, "template", kind.name(), clock.instant(), ofCampaign, "anna",
                clock.instant());
        jdbc.sql("update mailing set planned_at = as_of where id = ?").param(mailing.id()).update();
        return mailing;
    }

    private void send(Mailing mailing, int first, int number, String result) {
        jdbc.sql("""
                insert into outcome (mailing_id, ordinal, number, occasion_on, at, result)
                select :mailing, ordinal, 1, '2026-11-18', :at, :result
                from generate_series(:first, :first + :number - 1) ordinal
                """).param("mailing", mailing.id()).param("first", first).param("number", number)
                .param("result", result).param("at", now()).update();
    }

    private void hear(Mailing mailing, int first, int number, String kind) {
        jdbc.sql("""
                insert into receipt (mailing_id, ordinal, kind, reference, occasion_on, at)
                select :mailing, ordinal, :kind, 'r', '2026-11-18', :at
                from generate_series(:first, :first + :number - 1) ordinal
                """).param("mailing", mailing.id()).param("first", first).param("number", number).param("kind", kind)
                .param("at", now()).update();
    }

    private void unsubscribe(Mailing mailing, int first, int number) {
        for (int ordinal = first; ordinal < first + number; ordinal++) {
            jdbc.sql("""
                    insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor, evidence)
                    select :patient, purpose, 'EMAIL', 'WITHDRAWAL', :at, 'LINK', 'patient',
                      jsonb_build_object('message', :message)
                    from unnest(array['PROMOTION', 'PARTNER']) purpose
                    """).param("patient", clinic.patient()).param("message", mailing.id() + "." + ordinal)
                    .param("at", now()).update();
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
