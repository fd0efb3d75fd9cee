package vestnik.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.receipt.ReturnedMails.Taken.KNOWN;
import static vestnik.receipt.ReturnedMails.Taken.NOTHING;
import static vestnik.receipt.ReturnedMails.Taken.NOT_OURS;
import static vestnik.receipt.ReturnedMails.Taken.UNDERSTOOD;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Channel.SMS;
import static vestnik.vocabulary.Purpose.PROMOTION;
import static vestnik.vocabulary.Purpose.REVIEW;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.channel.email.EmailComposer;
import vestnik.consent.Suppression;
import vestnik.consent.SuppressionReason;
import vestnik.consent.Suppressions;
import vestnik.receipt.ReturnedMails.Taken;
import vestnik.receipt.bounce.Samples;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

@VestnikTest
class ReturnedMailsTest {

    private static final String GONE = "User unknown";

    @Autowired
    ReturnedMails mails;
    @Autowired
    EmailComposer composer;
    @Autowired
    Suppressions suppressions;
    @Autowired
    TestClock clock;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    DataSource source;
    Clinic clinic;
    long patient;
    SentMail sent;

    @BeforeEach
    void send() {
        clock.set(TestClock.START);
        clinic = new Clinic(source);
        patient = clinic.patient();
        sent = SentMail.to(patient, 7, 12, source, composer);
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void aHardBounceLandsOnItsMessageAndSuppressesTheAddress() {
        assertThat(mails.take(sent.back().refused("5.1.1", GONE))).isEqualTo(UNDERSTOOD);

        assertThat(receipts()).containsExactly("7.12 BOUNCED 5.1.1 USER_UNKNOWN MAIL");
        assertThat(suppression()).hasValueSatisfying(
                found -> assertThat(found.reason()).isEqualTo(SuppressionReason.HARD_BOUNCE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5.7.1  | Service unavailable; client blocked using zen.spamhaus.org | BLOCKED
            5.7.1  | Message rejected under suspicion of SPAM                    | SPAM_DETECTED
            5.7.26 | Unauthenticated email is not accepted due to DMARC policy   | AUTH_FAILURE
            5.2.2  | Mailbox full                                                | MAILBOX_FULL
            5.1.2  | Host unknown                                                | HOST_UNKNOWN
            5.0.0  | No                                                          | REJECTED
            """)
    void anyOtherBounceLandsOnItsMessageAndSuppressesNobodyAtOnce(String status, String words, String reason) {
        assertThat(mails.take(sent.back().refused(status, words))).isEqualTo(UNDERSTOOD);

        assertThat(receipts()).singleElement().asString().startsWith("7.12 BOUNCED").contains(reason);
        assertThat(suppression()).isEmpty();
    }

    @Test
    void delayIsNothingYet() {
        assertThat(mails.take(sent.back().delayed())).isEqualTo(UNDERSTOOD);

        assertThat(receipts()).isEmpty();
        assertThat(suppression()).isEmpty();
    }

    @Test
    void deliveryIsToldToo() {
        mails.take(sent.back().delivered());

        assertThat(receipts()).containsExactly("7.12 DELIVERED 2.0.0 MAIL");
    }

    @Test
    void theEnvelopeSenderMayHaveLostItsCase() {
        var shouted = new BouncedMail(sent.envelopeSender().toUpperCase(Locale.ROOT), sent.address(), "other@x.test");

        assertThat(mails.take(shouted.refused("5.1.1", GONE))).isEqualTo(UNDERSTOOD);
        assertThat(receipts()).hasSize(1);
    }

    @Test
    void ourMessageIdInTheReturnedPartProvesItToo() {
        var elsewhere = new BouncedMail("fbl@clinic.test", sent.address(), sent.id());

        assertThat(mails.take(elsewhere.refused("5.1.1", GONE))).isEqualTo(UNDERSTOOD);
        assertThat(suppression()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"b+7.12.aaaaaaaaaaaaaaaa@bounces.clinic.test", "b+7.12@bounces.clinic.test",
            "b+@bounces.clinic.test", "b+7.12.@bounces.clinic.test", "anna@clinic.test"})
    void whatNobodySignedChangesNothing(String forged) {
        var mail = new BouncedMail(forged, sent.address(), forged.substring(2));

        assertThat(mails.take(mail.refused("5.1.1", GONE))).isEqualTo(NOT_OURS);
        assertThat(mails.take(mail.feedback("abuse"))).isEqualTo(NOT_OURS);
        assertThat(receipts()).isEmpty();
        assertThat(suppression()).isEmpty();
    }

    @Test
    void aSignatureOfOneMessageProvesNothingOfAnother() {
        SentMail other = SentMail.to(clinic.patient(), 7, 13, source, composer);
        String mixed = sent.envelopeSender().replace("7.12.", "7.13.");

        assertThat(mails.take(new BouncedMail(mixed, other.address(), "x@y.test").refused("5.1.1", GONE)))
                .isEqualTo(NOT_OURS);
    }

    @Test
    void aBounceThatNamesAnotherMailboxLeavesTheAddress() {
        var forwarded = new BouncedMail(sent.envelopeSender(), "old-box@elsewhere.test", sent.id());

        assertThat(mails.take(forwarded.refused("5.1.1", GONE))).isEqualTo(UNDERSTOOD);
        assertThat(receipts()).hasSize(1);
        assertThat(suppression()).isEmpty();
        assertThat(suppressions.find(EMAIL, "old-box@elsewhere.test")).isEmpty();
    }

    @Test
    void whoHasMovedSinceKeepsTheNewAddress() {
        byte[] bounce = sent.back().refused("5.1.1", GONE);
        clinic.with(patient, "email = 'new@patients.test'");

        mails.take(bounce);

        assertThat(suppressions.find(EMAIL, "new@patients.test")).isEmpty();
    }

    @Test
    void anAddressBeyondAsciiIsTheSameInWhicheverWayItIsWritten() {
        clinic.with(patient, "email = 'anna@клиника.рф'");
        var encoded = new BouncedMail(sent.envelopeSender(), "anna@xn--80apagcdp.xn--p1ai", sent.id());

        mails.take(encoded.refused("5.1.1", GONE));

        assertThat(suppressions.find(EMAIL, "anna@клиника.рф")).isPresent();
    }

    @Test
    void eachMailCountsOnce() throws Exception {
        byte[] bounce = sent.back().refused("5.1.1", GONE);
        List<Callable<Taken>> nodes = List.of(() -> mails.take(bounce), () -> mails.take(bounce),
                () -> mails.take(bounce), () -> mails.take(bounce));
        try (var threads = Executors.newFixedThreadPool(4)) {
            assertThat(threads.invokeAll(nodes).stream().map(Future::resultNow)).containsOnlyOnce(UNDERSTOOD)
                    .containsOnly(UNDERSTOOD, KNOWN);
        }
        assertThat(receipts()).hasSize(1);
    }

    @Test
    void aFullMailboxRestsAfterThreeMessagesOverAWeek() {
        mails.take(sent.back().refused("5.2.2", "Mailbox full"));
        clock.advance(Duration.ofDays(4));
        mails.take(SentMail.to(patient, 8, 1, source, composer).back().refused("5.2.2", "Mailbox full"));
        clock.advance(Duration.ofDays(4));
        assertThat(suppression()).isEmpty();

        mails.take(SentMail.to(patient, 9, 1, source, composer).back().refused("5.2.2", "Mailbox full"));

        assertThat(suppression()).hasValueSatisfying(
                found -> assertThat(found.reason()).isEqualTo(SuppressionReason.SOFT_BOUNCE));
    }

    @Test
    void aComplaintEndsAllMarketingAndTheUseOfTheAddress() {
        clinic.grants(patient, PROMOTION, EMAIL);
        clinic.grants(patient, REVIEW, SMS);

        assertThat(mails.take(sent.back().feedback("abuse"))).isEqualTo(UNDERSTOOD);

        assertThat(receipts()).containsExactly("7.12 COMPLAINED ABUSE MAIL");
        assertThat(suppression()).hasValueSatisfying(
                found -> assertThat(found.reason()).isEqualTo(SuppressionReason.COMPLAINT));
        assertThat(jdbc.sql("select count(*) from consent where state = 'WITHDRAWN'").query(Long.class).single())
                .as("three purposes on two channels").isEqualTo(6);
        assertThat(jdbc.sql("""
                select distinct source || ' ' || (evidence ->> 'message') || ' ' || (evidence ->> 'feedback')
                from consent_ledger where act = 'WITHDRAWAL'
                """).query(String.class).list()).containsExactly("COMPLAINT 7.12 abuse");
    }

    @Test
    void anotherWhoSharesTheAddressKeepsTheirConsents() {
        long other = clinic.with(clinic.patient(), "email = '" + sent.address() + "'");
        clinic.grants(other, PROMOTION, SMS);

        mails.take(sent.back().feedback("abuse"));

        assertThat(jdbc.sql("select state from consent where patient_id = ?").param(other).query(String.class).list())
                .containsExactly("GRANTED");
    }

    @Test
    void aFailedCheckOfTheSenderIsNoComplaint() {
        clinic.grants(patient, PROMOTION, EMAIL);

        assertThat(mails.take(sent.back().feedback("auth-failure"))).isEqualTo(UNDERSTOOD);

        assertThat(jdbc.sql("select kind || ' ' || subject from alert").query(String.class).list())
                .containsExactly("SIGNATURE_FAILED patients.test");
        assertThat(receipts()).isEmpty();
        assertThat(suppression()).isEmpty();
        assertThat(jdbc.sql("select count(*) from consent_ledger where act = 'WITHDRAWAL'").query(Long.class).single())
                .isZero();
    }

    @Test
    void whoWritesToUnsubscribeGetsNoMoreMarketingButReminders() {
        clinic.grants(patient, PROMOTION, EMAIL);
        String name = sent.id().substring(0, sent.id().indexOf('@'));

        assertThat(mails.take(BouncedMail.bytes("""
                Message-ID: <1@x.test>
                From: someone@x.test
                To: unsubscribe@clinic.test
                Subject: %s

                """.formatted(name)))).isEqualTo(UNDERSTOOD);

        assertThat(jdbc.sql("select count(*) from consent where state = 'WITHDRAWN'").query(Long.class).single())
                .isEqualTo(6);
        assertThat(suppression()).isEmpty();
        assertThat(receipts()).isEmpty();
    }

    @Test
    void whoAnswersThatTheyWantNoMoreIsHeardToo() {
        assertThat(mails.take(answer("Отпишите меня"))).isEqualTo(UNDERSTOOD);

        assertThat(jdbc.sql("select count(*) from consent where state = 'WITHDRAWN'").query(Long.class).single())
                .isEqualTo(6);
        assertThat(suppression()).isEmpty();
    }

    @Test
    void anyOtherAnswerIsNothing() {
        assertThat(mails.take(answer("Re: Акция"))).isEqualTo(NOTHING);
        assertThat(jdbc.sql("select count(*) from consent_ledger").query(Long.class).single()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vacation-russian", "out-of-office", "reply-of-a-person"})
    void otherMailIsNothing(String mail) {
        assertThat(mails.take(Samples.bytes(mail))).isEqualTo(NOTHING);
        assertThat(receipts()).isEmpty();
    }

    private byte[] answer(String subject) {
        return BouncedMail.bytes("""
                Message-ID: <2@x.test>
                From: %s
                To: news@clinic.test
                In-Reply-To: <%s>
                Subject: =?utf-8?B?%s?=

                """.formatted(sent.address(), sent.id(),
                Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8))));
    }

    private Optional<Suppression> suppression() {
        return suppressions.find(EMAIL, sent.address());
    }

    private List<String> receipts() {
        return jdbc.sql("select concat_ws(' ', mailing_id || '.' || ordinal, kind, code, reason, source) from receipt")
                .query((row, _) -> row.getString(1)).list();
    }
}
