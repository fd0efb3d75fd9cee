package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Channel.SMS;
import static vestnik.vocabulary.Purpose.APPOINTMENT;
import static vestnik.vocabulary.Purpose.PROMOTION;
import static vestnik.vocabulary.Purpose.REVIEW;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vestnik.audience.Audience;
import vestnik.campaign.CampaignDraft;
import vestnik.campaign.Campaigns;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;
import vestnik.mailing.PlanLine;
import vestnik.mailing.Planner;
import vestnik.schedule.MailingRuns;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.twilio.TwilioMessage;
import vestnik.twilio.TwilioStandIn;

@VestnikTest
class MailingRunTest {

    static final GreenMail MAILBOX = new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    static final TwilioStandIn TWILIO = TwilioStandIn.start(0, "0123456789abcdef0123456789abcdef");

    @Autowired
    MailingRuns runs;
    @Autowired
    Planner planner;
    @Autowired
    Mailings mailings;
    @Autowired
    Campaigns campaigns;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TestClock clock;
    @Autowired
    DataSource source;
    Clinic clinic;

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry registry) {
        MAILBOX.start();
        registry.add("spring.mail.port", () -> MAILBOX.getSmtp().getPort());
        registry.add("vestnik.sms.twilio.base-url", TWILIO::url);
    }

    @AfterAll
    static void closeProviders() {
        MAILBOX.stop();
        TWILIO.close();
    }

    @BeforeEach
    void open() throws Exception {
        MAILBOX.purgeEmailFromAllMailboxes();
        clock.set(TestClock.START);
        clinic = new Clinic(source);
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void remindsThreeDaysBeforeByEmailAndSms() throws Exception {
        long patient = clinic.patient();
        clinic.appointment(patient, TestClock.START.plus(Duration.ofDays(3)));
        Mailing mailing = remind();
        assertThat(mailings.countStates(mailing.id())).isEqualTo(Map.of("ACCEPTED", 2L));
        assertThat(received()).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).contains("21 ноября").contains("12:00");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(mail.getHeader("List-Unsubscribe")).isNull();
        });
        assertThat(sms(patient)).singleElement().satisfies(sms -> assertThat(sms.body()).contains("12:00"));
    }

    @Test
    void remindsTwoHoursBeforeOnTheFirstChannelThatReaches() {
        long reachable = clinic.patient();
        long landline = clinic.with(clinic.patient(), "phone_takes_sms = false");
        clinic.appointment(reachable, TestClock.START.plus(Duration.ofHours(2)));
        clinic.appointment(landline, TestClock.START.plus(Duration.ofHours(1)));
        Mailing mailing = remind();
        assertThat(mailings.countStates(mailing.id()))
                .isEqualTo(Map.of("ACCEPTED", 2L, "WITHHELD NO_ADDRESS", 1L, "WITHHELD OTHER_CHANNEL", 1L));
        assertThat(stateOf(reachable, SMS.name())).isEqualTo("ACCEPTED");
        assertThat(stateOf(landline, EMAIL.name())).isEqualTo("ACCEPTED");
    }

    @Test
    void writesToTheRepresentativeAndNeverToTheChild() throws Exception {
        long child = clinic.child();
        long mother = clinic.representative(child, null, null);
        clinic.appointment(child, TestClock.START.plus(Duration.ofDays(3)));
        remind();
        String motherAddress = jdbc.sql("select email from representative where id = ?").param(mother)
                .query(String.class).single();
        assertThat(received()).singleElement().satisfies(mail -> {
            assertThat(mail.getAllRecipients()[0]).hasToString(motherAddress);
            assertThat(GreenMailUtil.getBody(mail)).isNotBlank();
        });
    }

    @Test
    void plansNothingNewWhenTheSameMomentIsRunAgain() throws Exception {
        clinic.appointment(clinic.patient(), TestClock.START.plus(Duration.ofDays(3)));
        Mailing first = remind();
        Mailing again = remind();
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(received()).hasSize(1);
    }

    @Test
    void plansNothingNewAtALaterMoment() throws Exception {
        clinic.appointment(clinic.patient(), TestClock.START.plus(Duration.ofDays(3)));
        remind();
        clock.advance(Duration.ofMinutes(5));
        assertThat(mailings.countStates(remind().id())).isEmpty();
        assertThat(received()).hasSize(1);
    }

    @Test
    void remindsAnewOfAnAppointmentThatWasMoved() throws Exception {
        long appointment = clinic.appointment(clinic.patient(), TestClock.START.plus(Duration.ofDays(3)));
        remind();
        clinic.withAppointment(appointment, "starts_at = starts_at - interval '3 hours'");
        clock.advance(Duration.ofMinutes(5));
        assertThat(mailings.countStates(remind().id())).isEqualTo(Map.of("ACCEPTED", 2L));
    }

    @Test
    void catchesUpAMissedRunAsLongAsTheReminderIsOfUse() {
        clinic.appointment(clinic.patient(), TestClock.START.plus(Duration.ofHours(13)));
        clinic.appointment(clinic.patient(), TestClock.START.plus(Duration.ofHours(11)));
        clinic.appointment(clinic.patient(), TestClock.START.plus(Duration.ofMinutes(10)));
        clinic.appointment(clinic.patient(), TestClock.START.minus(Duration.ofMinutes(10)));
        assertThat(planner.preview(MailingKind.APPOINTMENT_REMINDERS, clock.instant())).containsExactlyInAnyOrder(
                new PlanLine("early", EMAIL, null, 1), new PlanLine("early", SMS, null, 1));
    }

    @Test
    void leavesOutWhatWasBookedAfterTheOffsetHadPassed() {
        long appointment = clinic.appointment(clinic.patient(), TestClock.START.plus(Duration.ofDays(2)));
        clinic.withAppointment(appointment, "booked_at = '%s'".formatted(TestClock.START.minusSeconds(60)));
        assertThat(planner.preview(MailingKind.APPOINTMENT_REMINDERS, clock.instant())).isEmpty();
    }

    @Test
    void sendsNothingOfWhatChangedBetweenPlanAndHandOver() throws Exception {
        long cancelled = clinic.patient();
        long blocked = clinic.patient();
        long moved = clinic.patient();
        long optedOut = clinic.patient();
        long cancelledAppointment = clinic.appointment(cancelled, TestClock.START.plus(Duration.ofDays(3)));
        clinic.appointment(blocked, TestClock.START.plus(Duration.ofDays(3)));
        long movedAppointment = clinic.appointment(moved, TestClock.START.plus(Duration.ofDays(3)));
        clinic.appointment(optedOut, TestClock.START.plus(Duration.ofDays(3)));
        Mailing mailing = mailings.open(MailingKind.APPOINTMENT_REMINDERS, APPOINTMENT, "appointment-reminder",
                "appointment-reminders@" + clock.instant(), clock.instant(), null, "test", clock.instant());
        planner.plan(mailing);
        clinic.withAppointment(cancelledAppointment, "status = 'CANCELLED'");
        clinic.with(blocked, "blocked_at = now()");
        clinic.withAppointment(movedAppointment, "starts_at = starts_at + interval '1 hour'");
        clinic.withdraws(optedOut, APPOINTMENT, EMAIL);
        remind();
        assertThat(mailings.countStates(mailing.id())).isEqualTo(Map.of("ACCEPTED", 1L, "EXPIRED APPOINTMENT_CANCELLED",
                2L, "EXPIRED APPOINTMENT_CHANGED", 2L, "WITHHELD BLOCKED", 2L, "WITHHELD OPTED_OUT", 1L));
        assertThat(received()).isEmpty();
    }

    @Test
    void whatWasAgreedToForAChildEndsBetweenPlanAndHandOver() throws Exception {
        long comesOfAge = visitor("birth_date = '2008-11-19'");
        agreeing(comesOfAge, null);
        long staysAChild = visitor("birth_date = '2008-11-20'");
        agreeing(staysAChild, null);
        long otherParentActs = visitor("birth_date = '2019-03-01'");
        agreeing(otherParentActs, LocalDate.of(2026, 11, 19));
        clinic.representative(otherParentActs, null, null);
        long nobodyActs = visitor("birth_date = '2019-03-01'");
        agreeing(nobodyActs, LocalDate.of(2026, 11, 19));
        long revoked = visitor("birth_date = '2019-03-01'");
        long mother = agreeing(revoked, null);
        Mailing mailing = mailings.open(MailingKind.REVIEW_REQUESTS, REVIEW, "review-request",
                "review-requests@" + clock.instant(), clock.instant(), null, "test", clock.instant());
        planner.plan(mailing);
        assertThat(mailings.countStates(mailing.id())).isEqualTo(Map.of("WAITING", 5L));
        jdbc.sql("delete from representation where representative_id = ?").param(mother).update();
        clock.advance(Duration.ofDays(1));
        runs.run(mailing);
        assertThat(mailings.countStates(mailing.id())).isEqualTo(
                Map.of("ACCEPTED", 1L, "WITHHELD NO_CONSENT", 2L, "WITHHELD NO_REPRESENTATIVE", 2L));
        assertThat(stateOf(staysAChild, "EMAIL")).isEqualTo("ACCEPTED");
    }

    private long visitor(String assignments) {
        long patient = clinic.with(clinic.patient(), assignments);
        clinic.visit(patient, TestClock.START.minus(Duration.ofDays(2)));
        return patient;
    }

    private long agreeing(long child, @Nullable LocalDate until) {
        long mother = clinic.representative(child, null, until);
        clinic.grants(mother, child, REVIEW, EMAIL);
        return mother;
    }

    @Test
    void launchesACampaignToThoseWhoAgreed() throws Exception {
        long agreed = clinic.patient();
        clinic.grants(agreed, PROMOTION, EMAIL);
        clinic.patient();
        var campaign = campaigns.create(
                new CampaignDraft("Осень", "promotion", PROMOTION, EMAIL, Audience.EVERYONE), "marketer");
        campaigns.launch(campaign.id(), "marketer");
        Mailing mailing = Awaitility.await().until(() -> mailings.find("campaign:" + campaign.id()).orElseThrow(),
                found -> found.finishedAt() != null);
        assertThat(mailings.countStates(mailing.id())).isEqualTo(Map.of("ACCEPTED", 1L, "WITHHELD NO_CONSENT", 1L));
        assertThat(received()).singleElement().satisfies(mail -> {
            assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
            assertThat(mail.getHeader("List-Unsubscribe")[0]).contains("/u/");
        });
    }

    @Test
    void writesInTheMorningToWhomTheNightKeptFromACampaign() throws Exception {
        clinic.grants(clinic.patient(), PROMOTION, EMAIL);
        clock.advance(Duration.ofHours(11));
        var campaign = campaigns.create(
                new CampaignDraft("Ночь", "promotion", PROMOTION, EMAIL, Audience.EVERYONE), "marketer");
        campaigns.launch(campaign.id(), "marketer");
        Mailing night = Awaitility.await().until(() -> mailings.find("campaign:" + campaign.id()).orElseThrow(),
                found -> found.finishedAt() != null);
        assertThat(mailings.countStates(night.id())).isEqualTo(Map.of("WITHHELD OUTSIDE_HOURS", 1L));
        assertThat(mailings.campaignsKeptByTheNight(clock.instant())).containsExactly(campaign.id());
        clock.advance(Duration.ofHours(11));
        var morning = mailings.open(MailingKind.CAMPAIGN, PROMOTION, "promotion",
                "campaign:" + campaign.id() + "@morning",
                clock.instant(), campaign.id(), "test", clock.instant());
        runs.run(morning);
        assertThat(mailings.countStates(morning.id())).isEqualTo(Map.of("ACCEPTED", 1L));
        assertThat(mailings.campaignsKeptByTheNight(clock.instant())).isEmpty();
    }

    @Test
    void asksForAReviewOfTheLatestVisitOnly() throws Exception {
        long patient = clinic.patient();
        clinic.grants(patient, REVIEW, EMAIL);
        clinic.visit(patient, TestClock.START.minus(Duration.ofDays(2)));
        clinic.visit(patient, TestClock.START.minus(Duration.ofDays(5)));
        clinic.visit(clinic.patient(), TestClock.START.minus(Duration.ofDays(2)));
        Mailing mailing = runs.run(MailingKind.REVIEW_REQUESTS, clock.instant(), "test");
        assertThat(mailings.countStates(mailing.id()))
                .isEqualTo(Map.of("ACCEPTED", 1L, "WITHHELD OVER_CAP", 1L, "WITHHELD NO_CONSENT", 1L));
        assertThat(received()).hasSize(1);
    }

    @Test
    void asksInTheMorningWhomTheNightKeptFromBeingAsked() {
        long patient = clinic.patient();
        clinic.grants(patient, REVIEW, EMAIL);
        clinic.visit(patient, TestClock.START.minus(Duration.ofDays(2)));
        clock.advance(Duration.ofHours(11));
        Mailing night = runs.run(MailingKind.REVIEW_REQUESTS, clock.instant(), "test");
        assertThat(mailings.countStates(night.id())).isEqualTo(Map.of("WITHHELD OUTSIDE_HOURS", 1L));
        clock.advance(Duration.ofMinutes(5));
        assertThat(mailings.countStates(runs.run(MailingKind.REVIEW_REQUESTS, clock.instant(), "test").id())).isEmpty();
        clock.advance(Duration.ofHours(11));
        Mailing morning = runs.run(MailingKind.REVIEW_REQUESTS, clock.instant(), "test");
        assertThat(mailings.countStates(morning.id())).isEqualTo(Map.of("ACCEPTED", 1L));
    }

    @Test
    void waitsForARelayThatIsAwayAndCountsNobodyAsWrittenTo() throws Exception {
        clinic.appointment(clinic.patient(), TestClock.START.plus(Duration.ofDays(3)));
        MAILBOX.stop();
        Mailing stopped = remind();
        assertThat(stopped.finishedAt()).isNull();
        assertThat(mailings.countStates(stopped.id())).isEqualTo(Map.of("ACCEPTED", 1L, "WAITING", 1L));
        MAILBOX.start();
        assertThat(remind().finishedAt()).isNotNull();
        assertThat(mailings.countStates(stopped.id())).isEqualTo(Map.of("ACCEPTED", 2L));
        assertThat(received()).hasSize(1);
    }

    @Test
    void twoAtOnceMakeOneMessagePerOccasion() throws Exception {
        clinic.crowd(500, TestClock.START.plus(Duration.ofDays(3)));
        var first = CompletableFuture.supplyAsync(this::remind);
        var second = CompletableFuture.supplyAsync(
                () -> runs.run(MailingKind.APPOINTMENT_REMINDERS, TestClock.START.plusSeconds(1), "test"));
        long total = mailings.countStates(first.get().id()).values().stream().mapToLong(Long::longValue).sum()
                + mailings.countStates(second.get().id()).values().stream().mapToLong(Long::longValue).sum();
        assertThat(total).isEqualTo(1000);
        assertThat(received()).hasSize(500);
        assertThat(Arrays.stream(MAILBOX.getReceivedMessages()).map(mail -> GreenMailUtil.getHeaders(mail)
                .lines().filter(line -> line.startsWith("To:")).findFirst().orElseThrow()).distinct()).hasSize(500);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private Mailing remind() {
        return runs.run(MailingKind.APPOINTMENT_REMINDERS, clock.instant(), "test");
    }

    private String stateOf(long patient, String channel) {
        return jdbc.sql("select state from message_state where patient_id = ? and channel = ?").param(patient)
                .param(channel).query(String.class).single();
    }

    private static List<MimeMessage> received() {
        return List.of(MAILBOX.getReceivedMessages());
    }

    private List<TwilioMessage> sms(long patient) {
        String phone = jdbc.sql("select phone from patient where id = ?").param(patient).query(String.class).single();
        return TWILIO.messages().stream().filter(message -> message.to().equals(phone)).toList();
    }
}
