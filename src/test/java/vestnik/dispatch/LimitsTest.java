package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Channel.SMS;
import static vestnik.vocabulary.Purpose.APPOINTMENT;
import static vestnik.vocabulary.Purpose.PROMOTION;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.clinic.ClinicSettings;
import vestnik.dispatch.Permit.Go;
import vestnik.dispatch.Permit.Later;
import vestnik.dispatch.Permit.Wait;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.test.TestClock;
import vestnik.test.TestDatabase;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// Two nodes on one database, which share one clock that the test moves.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {

    private static final Rate OFF = Rate.OFF;
    private static final String TO = "anna@mail.ru";
    private static final Mailing REMINDERS = new Mailing(3, MailingKind.APPOINTMENT_REMINDERS, APPOINTMENT, "reminder",
            "key", TestClock.START, null, "anna", TestClock.START, null, null, null, null, null, 0, Mailing.Days.ANY);

    private final TestClock clock = new TestClock();
    private DataSource source;
    private JdbcClient jdbc;

    @BeforeAll
    void aDatabase() {
        source = TestDatabase.fresh();
        jdbc = JdbcClient.create(source);
    }

    @BeforeEach
    void nothingTaken() {
        clock.set(TestClock.START);
        jdbc.sql("truncate pace, quota, back_off").update();
    }

    @Test
    void withoutLimitsEverythingGoesAndNothingIsWritten() {
        Limits limits = node(settings());
        assertThat(IntStream.range(0, 10_000).mapToObj(_ -> limits.take(EMAIL, PROMOTION, TO)))
                .allMatch(Go.class::isInstance);
        assertThat(limits.perSecond(EMAIL, PROMOTION)).isEmpty();
        assertThat(limits.atLeast(EMAIL, PROMOTION, 1_000_000)).isZero();
        assertThat(jdbc.sql("select count(*) from pace").query(Long.class).single()).isZero();
    }

    @ParameterizedTest(name = "{0} a second")
    @ValueSource(ints = {1, 7, 100, 3_000})
    void twoNodesTogetherKeepOneRateAndUseItAll(int perSecond) {
        var settings = settings(Rate.perSecond(perSecond), OFF, OFF, OFF, OFF, 0, null);
        Limits one = node(settings);
        Limits other = node(settings);
        int sent = 0;
        for (int step = 0; step < 1_000; step++) {
            sent += sendAll(one, EMAIL, PROMOTION, TO) + sendAll(other, EMAIL, PROMOTION, TO);
            clock.advance(Duration.ofMillis(10));
        }
        // Ten seconds; what the last lots still hold is at most a quarter of a second.
        assertThat((double) sent).isBetween(perSecond * 9.7, perSecond * 10.0 + 1);
    }

    @Test
    void noSecondSeesMoreThanTheRateAlsoAfterALull() {
        Limits limits = node(settings(Rate.perSecond(40), OFF, OFF, OFF, OFF, 0, null));
        sendAll(limits, EMAIL, PROMOTION, TO);
        clock.advance(Duration.ofMinutes(10));
        int sent = 0;
        for (int step = 0; step < 100; step++) {
            sent += sendAll(limits, EMAIL, PROMOTION, TO);
            clock.advance(Duration.ofMillis(10));
        }
        assertThat(sent).isBetween(38, 41);
    }

    @Test
    void aNodeSaysHowLongToWait() {
        Limits limits = node(settings(Rate.valueOf("6/m"), OFF, OFF, OFF, OFF, 0, null));
        assertThat(limits.take(EMAIL, PROMOTION, TO)).isInstanceOf(Go.class);
        assertThat(limits.take(EMAIL, PROMOTION, TO)).isEqualTo(new Wait(Duration.ofSeconds(10), false));
        clock.advance(Duration.ofSeconds(9));
        assertThat(limits.take(EMAIL, PROMOTION, TO)).isEqualTo(new Wait(Duration.ofSeconds(1), false));
        clock.advance(Duration.ofSeconds(1));
        assertThat(limits.take(EMAIL, PROMOTION, TO)).isInstanceOf(Go.class);
    }

    @Test
    void whatOneNodeGivesBackAnotherMayUseAtOnce() {
        var settings = settings(Rate.perSecond(4), OFF, OFF, OFF, OFF, 0, null);
        Limits one = node(settings);
        assertThat(one.take(EMAIL, PROMOTION, TO)).isInstanceOf(Go.class);
        assertThat(one.take(EMAIL, PROMOTION, TO)).isInstanceOf(Wait.class);
        one.giveBack();
        clock.advance(Duration.ofMillis(250));
        assertThat(node(settings).take(EMAIL, PROMOTION, TO)).isInstanceOf(Go.class);
    }

    @Test
    void marketingStandsBackWhileAReminderHasToWait() {
        var settings = settings(Rate.perSecond(20), OFF, OFF, OFF, OFF, 0, null);
        Limits marketing = node(settings);
        Limits reminders = node(settings);
        int promotions = 0;
        int urgent = 0;
        for (int step = 0; step < 300; step++) {
            promotions += sendAll(marketing, EMAIL, PROMOTION, TO);
            urgent += sendAll(reminders, EMAIL, APPOINTMENT, TO);
            clock.advance(Duration.ofMillis(10));
        }
        assertThat(urgent).isGreaterThanOrEqualTo(50);
        assertThat(promotions).isLessThanOrEqualTo(10);

        clock.advance(Duration.ofSeconds(2));
        int alone = 0;
        for (int step = 0; step < 100; step++) {
            alone += sendAll(marketing, EMAIL, PROMOTION, TO);
            clock.advance(Duration.ofMillis(10));
        }
        assertThat(alone).isBetween(19, 21);
    }

    @Test
    void eachDomainHasItsOwnRateAndAWaitForOneTakesNothingFromTheOthers() {
        var settings = new LimitsSettings(Rate.perSecond(1000), OFF, OFF, OFF, Rate.valueOf("60/m"),
                List.of(DomainRate.valueOf("gmail.com 5/s")), 0, 0, 80, noWarmUp());
        Limits limits = node(settings);
        int mailRu = 0;
        int gmail = 0;
        for (int step = 0; step < 1_000; step++) {
            mailRu += sendAll(limits, EMAIL, PROMOTION, TO);
            gmail += sendAll(limits, EMAIL, PROMOTION, "Ivan@GMail.com");
            clock.advance(Duration.ofMillis(10));
        }
        assertThat(mailRu).isEqualTo(10);
        assertThat(gmail).isCloseTo(50, within(2));
    }

    @Test
    void eachSenderHasItsOwnRate() {
        Limits limits = node(settings(OFF, OFF, Rate.perSecond(8), Rate.perSecond(2), OFF, 0, null));
        int promotions = 0;
        int reminders = 0;
        for (int step = 0; step < 1_000; step++) {
            promotions += sendAll(limits, EMAIL, PROMOTION, TO);
            reminders += sendAll(limits, EMAIL, APPOINTMENT, TO);
            clock.advance(Duration.ofMillis(10));
        }
        assertThat(promotions).isCloseTo(20, within(1));
        assertThat(reminders).isCloseTo(80, within(2));
        assertThat(limits.perSecond(EMAIL, PROMOTION)).isEqualTo(OptionalDouble.of(2));
        assertThat(limits.perSecond(SMS, PROMOTION)).isEmpty();
    }

    @Test
    void twoNodesTogetherSendExactlyWhatADayAllowsAndRemindersKeepTheirPart() {
        var settings = settings(OFF, OFF, OFF, OFF, OFF, 1_000, null);
        Limits one = node(settings);
        Limits other = node(settings);
        assertThat(sendAll(one, EMAIL, PROMOTION, TO) + sendAll(other, EMAIL, PROMOTION, TO)).isEqualTo(800);
        one.giveBack();
        other.giveBack();
        assertThat(sendAll(one, EMAIL, APPOINTMENT, TO) + sendAll(other, EMAIL, APPOINTMENT, TO)).isEqualTo(200);
        Instant midnight = LocalDate.of(2026, 11, 19).atStartOfDay(ZoneId.of("Europe/Moscow")).toInstant();
        assertThat(one.take(EMAIL, APPOINTMENT, TO)).isEqualTo(new Later(midnight, "EMAIL_PER_DAY"));
        assertThat(one.take(EMAIL, PROMOTION, TO)).isInstanceOf(Later.class);
        assertThat(one.take(SMS, APPOINTMENT, "+79160000001")).isInstanceOf(Go.class);

        clock.set(midnight);
        assertThat(sendAll(other, EMAIL, PROMOTION, TO)).isEqualTo(800);
    }

    @Test
    void twoNodesAtOnceDoNotTakeOneLotTwice() {
        var settings = settings(OFF, OFF, OFF, OFF, OFF, 5_000, null);
        var sent = IntStream.range(0, 4).mapToObj(_ -> CompletableFuture.supplyAsync(() -> {
            Limits node = node(settings);
            int all = sendAll(node, EMAIL, APPOINTMENT, TO);
            node.giveBack();
            return all;
        })).toList();
        assertThat(sent.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(5_000);
    }

    @Test
    void aNodeThatDiesMayLeaveALotUnusedButNothingIsSentTwice() {
        var settings = settings(OFF, OFF, OFF, OFF, OFF, 1_000, null);
        assertThat(node(settings).take(EMAIL, APPOINTMENT, TO)).isInstanceOf(Go.class);
        int rest = sendAll(node(settings), EMAIL, APPOINTMENT, TO);
        assertThat(rest + 1).isBetween(950, 1_000);
    }

    @Test
    void aWarmUpAllowsMoreEachDay() {
        Limits limits = node(settings(OFF, OFF, OFF, OFF, OFF, 0, LocalDate.of(2026, 11, 18)));
        assertThat(sendAll(limits, EMAIL, APPOINTMENT, TO)).isEqualTo(100);
        clock.advance(Duration.ofDays(1));
        assertThat(sendAll(limits, EMAIL, APPOINTMENT, TO)).isEqualTo(200);
        assertThat(limits.take(SMS, APPOINTMENT, "+79160000001")).isInstanceOf(Go.class);
    }

    @Test
    void theTimeLeftKnowsRatesAndDays() {
        assertThat(node(settings(Rate.perSecond(10), OFF, OFF, OFF, OFF, 0, null)).atLeast(EMAIL, PROMOTION, 600))
                .isEqualTo(Duration.ofSeconds(60));
        // 800 a day: the rest of three days goes on the third one, which begins in 36 hours.
        assertThat(node(settings(OFF, OFF, OFF, OFF, OFF, 1_000, null)).atLeast(EMAIL, PROMOTION, 2_000))
                .isEqualTo(Duration.ofHours(36));
        // 80, 160, 320, 640.
        assertThat(node(settings(OFF, OFF, OFF, OFF, OFF, 0, LocalDate.of(2026, 11, 18)))
                .atLeast(EMAIL, PROMOTION, 600)).isEqualTo(Duration.ofHours(60));
    }

    @Test
    void theSmsSenderIsSlowedWhenTheProviderSaysTooFast() {
        var pauses = pauses();
        Limits limits = new Limits(settings(), pauses, clinic(), jdbc, clock);
        String phone = "+79160000001";
        assertThat(sendUpTo(5_000, limits, SMS, APPOINTMENT, phone)).isEqualTo(5_000);
        pauses.begin(DomainPauses.SMS, "", BackOffReason.TOO_FAST);
        assertThat(limits.take(REMINDERS, SMS, phone)).isInstanceOf(Wait.class);
        assertThat(limits.take(EMAIL, APPOINTMENT, TO)).isInstanceOf(Go.class);
        clock.set(pauses.open().getFirst().until());
        assertThat(sendUpTo(5_000, limits, SMS, APPOINTMENT, phone)).isEqualTo(1);
        clock.advance(Duration.ofMinutes(3));
        assertThat(sendUpTo(5_000, limits, SMS, APPOINTMENT, phone)).isEqualTo(5_000);
    }

    @ParameterizedTest
    @CsvSource({"off, 0, 0", "false, 0, 0", "20/s, 20, 20", "300/m, 300, 5", "5000 / h, 5000, 1.3888888888888888"})
    void aRateIsReadAsItIsWritten(String text, int messages, double inASecond) {
        assertThat(Rate.valueOf(text).messages()).isEqualTo(messages);
        assertThat(Rate.valueOf(text).inASecond()).isEqualTo(inASecond);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "0/s", "-1/s", "20/d", "fast"})
    void anythingElseIsNoRate(String text) {
        assertThatThrownBy(() -> Rate.valueOf(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("20/s");
    }

    private int sendAll(Limits limits, Channel channel, Purpose purpose, String to) {
        return sendUpTo(Integer.MAX_VALUE, limits, channel, purpose, to);
    }

    private static int sendUpTo(int most, Limits limits, Channel channel, Purpose purpose, String to) {
        int sent = 0;
        while (sent < most && limits.take(channel, purpose, to) instanceof Go) {
            sent++;
        }
        return sent;
    }

    private Limits node(LimitsSettings settings) {
        return new Limits(settings, pauses(), clinic(), jdbc, clock);
    }

    private DomainPauses pauses() {
        return new DomainPauses(jdbc, new TransactionTemplate(new JdbcTransactionManager(source)), clock);
    }

    private static ClinicSettings clinic() {
        return new ClinicSettings("Clinic", ZoneId.of("Europe/Moscow"), "RU", Locale.of("ru"));
    }

    private static LimitsSettings settings() {
        return settings(OFF, OFF, OFF, OFF, OFF, 0, null);
    }

    private static LimitsSettings settings(Rate email, Rate sms, Rate transactional, Rate promotional, Rate domain,
            int perDay, @Nullable LocalDate warmUpFrom) {
        return new LimitsSettings(email, sms, transactional, promotional, domain, List.of(), perDay, 0, 80,
                new LimitsSettings.WarmUp(warmUpFrom, 100, 2));
    }

    private static LimitsSettings.WarmUp noWarmUp() {
        return new LimitsSettings.WarmUp(null, 100, 2);
    }
}
