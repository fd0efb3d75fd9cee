package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Channel.SMS;
import static vestnik.vocabulary.Purpose.PROMOTION;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vestnik.consent.Asked;
import vestnik.consent.Confirmations;
import vestnik.consent.Confirmed;
import vestnik.consent.OptIn;
import vestnik.consent.Source;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;
import vestnik.mailing.Planner;
import vestnik.schedule.MailingRuns;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.twilio.TwilioMessage;
import vestnik.twilio.TwilioStandIn;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

@VestnikTest
class ConfirmationLettersTest {

    static final GreenMail MAILBOX = new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    static final TwilioStandIn TWILIO = TwilioStandIn.start(0, "0123456789abcdef0123456789abcdef");
    private static final Pattern LINK = Pattern.compile("http://localhost:8080/c/([\\w=-]{36})");
    private static final Pattern CODE = Pattern.compile("\\b\\d{3} \\d{3}\\b");

    @Autowired
    Confirmations confirmations;
    @Autowired
    MailingRuns runs;
    @Autowired
    Planner planner;
    @Autowired
    Mailings mailings;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TestClock clock;
    @Autowired
    DataSource source;
    Clinic clinic;
    long patient;

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
        patient = clinic.patient();
    }

    @AfterEach
    void close() {
        clinic.close();
        jdbc.sql("delete from suppression").update();
    }

    @Test
    void aLetterGoesAtOnceAndItsLinkGrants() throws Exception {
        ask(EMAIL);
        MimeMessage letter = await().until(this::lastLetter, found -> found != null);
        assertThat(letter.getSubject()).isEqualTo("Подтвердите, пожалуйста — Мой доктор");
        assertThat(letter.getFrom()[0]).asString().contains("reception@clinic.test");
        assertThat(letter.getHeader("List-Unsubscribe")).isNull();
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        String text = text(letter);
        assertThat(text).doesNotContain("/u/").doesNotContainPattern(CODE);
        assertThat(confirmations.confirm(link(text), Map.of())).isInstanceOf(Confirmed.Done.class);
        settled("ACCEPTED");
    }

    @Test
    void anSmsCarriesACodeAndALink() {
        long id = ask(SMS);
        TwilioMessage sms = await().until(() -> lastSms(patient), found -> found != null);
        assertThat(sms.form()).containsEntry("ValidityPeriod", "900");
        assertThat(confirmations.open(link(sms.body()))).isPresent();
        assertThat(confirmations.confirmByCode(id, code(sms.body()), Map.of())).isInstanceOf(Confirmed.Done.class);
        settled("ACCEPTED");
    }

    @Test
    void aLetterForAccessCarriesACodeOnly() throws Exception {
        long id = sent(confirmations.askAccess(patient, null, EMAIL, Map.of()));
        MimeMessage letter = await().until(this::lastLetter, found -> found != null);
        assertThat(letter.getSubject()).isEqualTo("Код подтверждения — Мой доктор");
        assertThat(text(letter)).doesNotContain("/c/");
        assertThat(confirmations.confirmByCode(id, code(text(letter)), Map.of())).isInstanceOf(Confirmed.Done.class);
        settled("ACCEPTED");
    }

    @Test
    void anotherLetterIsAMessageOfItsOwn() {
        ask(EMAIL);
        settled("ACCEPTED");
        clock.advance(Duration.ofMinutes(2));
        ask(EMAIL);
        settled("ACCEPTED", "ACCEPTED");
        assertThat(MAILBOX.getReceivedMessages()).hasSize(2);
    }

    @Test
    void noMarketingGoesBeforeItIsConfirmedButTheLetterDoesAlsoAfterAnOptOut() {
        clinic.withdraws(patient, PROMOTION, EMAIL);
        ask(EMAIL);
        settled("ACCEPTED");
        assertThat(jdbc.sql("select state from consent").query(String.class).single()).isEqualTo("WITHDRAWN");
    }

    @Test
    void aLetterIsWithheldFromWhomNothingMayReach() {
        clinic.suppresses(patient, EMAIL, null);
        ask(EMAIL);
        settled("WITHHELD SUPPRESSED");
        clinic.with(patient, "blocked_at = now()");
        ask(SMS);
        settled("WITHHELD BLOCKED", "WITHHELD SUPPRESSED");
        assertThat(MAILBOX.getReceivedMessages()).isEmpty();
    }

    @Test
    void aWardsLetterGoesToWhoActsForIt() throws Exception {
        long child = clinic.child();
        long mother = clinic.representative(child, null, null);
        ask(child, mother, EMAIL, Map.of());
        MimeMessage letter = await().until(this::lastLetter, found -> found != null);
        assertThat(letter.getAllRecipients()[0]).hasToString(jdbc.sql("select email from representative where id = ?")
                .param(mother).query(String.class).single());
        assertThat(text(letter)).contains("Маша");
        assertThat(confirmations.confirm(link(text(letter)), Map.of())).isInstanceOf(Confirmed.Done.class);
        settled("ACCEPTED");
    }

    @Test
    void isNotHandedOverWhenItWasConfirmedOrAskedAgainMeanwhile() {
        Mailing mailing = planned();
        jdbc.sql("update confirmation set confirmed_at = requested_at").update();
        runs.run(mailing);
        settled("EXPIRED CONFIRMED");
        clinic.close();
        patient = clinic.patient();
        Mailing other = planned();
        jdbc.sql("update confirmation set letters = 2").update();
        runs.run(other);
        settled("EXPIRED ASKED_AGAIN");
        clinic.close();
        patient = clinic.patient();
        Mailing late = planned();
        clock.advance(Duration.ofDays(2));
        runs.run(late);
        settled("EXPIRED CONFIRMATION_EXPIRED");
        assertThat(MAILBOX.getReceivedMessages()).isEmpty();
    }

    @Test
    void theScheduleFindsWhatWasNotSentAtOnceAndOnceOnly() {
        confirmationInTheTable(Map.of());
        assertThat(planner.isAnythingDue(MailingKind.CONFIRMATIONS, clock.instant())).isTrue();
        Mailing mailing = runs.run(MailingKind.CONFIRMATIONS, clock.instant(), "test");
        assertThat(mailings.countStates(mailing.id())).isEqualTo(Map.of("ACCEPTED", 1L));
        assertThat(planner.isAnythingDue(MailingKind.CONFIRMATIONS, clock.instant())).isFalse();
    }

    @Test
    void whoWasNamedByAnImportIsNotAskedAtNightAndGetsALinkOnly() {
        clock.set(TestClock.START.minus(Duration.ofHours(6)));
        confirmationInTheTable(Map.of("import", "12"));
        assertThat(planner.isAnythingDue(MailingKind.CONFIRMATIONS, clock.instant())).isFalse();
        clock.set(TestClock.START.minus(Duration.ofHours(3)));
        assertThat(planner.isAnythingDue(MailingKind.CONFIRMATIONS, clock.instant())).isTrue();
        runs.run(MailingKind.CONFIRMATIONS, clock.instant(), "test");
        assertThat(lastSms(patient)).isNotNull()
                .satisfies(sms -> assertThat(sms.body()).containsPattern(LINK).doesNotContainPattern(CODE));
    }

    @Test
    void aPhoneThatTheProviderKnowsAsOptedOutIsUsedNoMore() {
        clinic.with(patient, "phone = '+15005550004'");
        clinic.grants(patient, PROMOTION, SMS);
        sent(confirmations.ask(new OptIn(patient, null, Set.of(Purpose.REVIEW), SMS, Source.FORM, Map.of(), Map.of())));
        settled("REJECTED 21610 Attempt to send to unsubscribed recipient");
        await().untilAsserted(() -> assertThat(jdbc
                .sql("select purpose || ' ' || state from consent order by purpose")
                .query((row, _) -> row.getString(1)).list())
                .containsExactly("PARTNER WITHDRAWN", "PROMOTION WITHDRAWN", "REVIEW WITHDRAWN"));
        assertThat(jdbc.sql("select source from consent_ledger order by id desc limit 1").query(String.class).single())
                .isEqualTo("PROVIDER");
        assertThat(jdbc.sql("select concat_ws(' ', address, reason, source) from suppression").query(String.class)
                .single()).isEqualTo("+15005550004 STOP twilio");
    }

    /// A letter that is planned and not sent yet.
    private Mailing planned() {
        confirmationInTheTable(Map.of());
        Mailing mailing = mailings.open(MailingKind.CONFIRMATIONS, Purpose.NOTICE, "confirmation",
                "test " + patient, clock.instant(), null, "test", clock.instant());
        planner.plan(mailing);
        return mailing;
    }

    /// As an import leaves it, which tells nobody.
    private void confirmationInTheTable(Map<String, String> evidence) {
        jdbc.sql("""
                insert into confirmation (patient_id, kind, channel, purposes, evidence, code, requested_at, expires_at,
                  letter_asked_at)
                values (:patient, 'OPT_IN', 'SMS', '{PROMOTION}', cast(:evidence as jsonb), '123456', cast(:at as timestamptz),
                  cast(:at as timestamptz) + interval '48 hours', cast(:at as timestamptz))
                """).param("patient", patient).param("at", clock.instant().toString())
                .param("evidence", evidence.isEmpty() ? "{}" : "{\"import\": \"12\"}").update();
    }

    private long ask(Channel channel) {
        return ask(patient, null, channel, Map.of("ip", "192.0.2.1"));
    }

    private long ask(long who, @Nullable Long representative, Channel channel, Map<String, String> evidence) {
        return sent(confirmations.ask(new OptIn(who, representative, Set.of(PROMOTION), channel, Source.FORM,
                Map.of(PROMOTION, "1"), evidence)));
    }

    private static long sent(Asked asked) {
        assertThat(asked).isInstanceOf(Asked.Sent.class);
        return ((Asked.Sent) asked).confirmation();
    }

    /// Waits until these are the states of all messages, and all mailings are closed.
    private void settled(String... states) {
        await().untilAsserted(() -> {
            assertThat(jdbc.sql("select concat_ws(' ', state, reason) as state from message_state order by 1")
                    .query((row, _) -> row.getString("state")).list()).containsExactly(states);
            assertThat(mailings.unfinished(clock.instant())).isEmpty();
        });
    }

    private @Nullable MimeMessage lastLetter() {
        return List.of(MAILBOX.getReceivedMessages()).stream().findFirst().orElse(null);
    }

    private @Nullable TwilioMessage lastSms(long to) {
        String phone = jdbc.sql("select phone from patient where id = ?").param(to).query(String.class).single();
        return TWILIO.messages().stream().filter(sms -> sms.to().equals(phone)).findFirst().orElse(null);
    }

    private static String text(MimeMessage letter) {
        try {
            var parts = (Multipart) letter.getContent();
            return parts.getBodyPart(0).getContent().toString();
        } catch (Exception cause) {
            throw new IllegalStateException(GreenMailUtil.getBody(letter), cause);
        }
    }

    private static String link(String text) {
        return LINK.matcher(text).results().map(link -> link.group(1)).findFirst().orElseThrow();
    }

    private static String code(String text) {
        return CODE.matcher(text).results().map(MatchResult::group).findFirst().orElseThrow();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
