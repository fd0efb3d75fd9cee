package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.test.TestClock;
import vestnik.test.TestDatabase;
import vestnik.vocabulary.Purpose;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DomainPausesTest {

    private static final String DOMAIN = "mail.ru";

    private final TestClock clock = new TestClock();
    private final Mailing campaign = mailing(1, 7L);
    private final Mailing followUp = mailing(2, 7L);
    private final Mailing otherCampaign = mailing(3, 8L);
    private DataSource source;
    private JdbcClient jdbc;
    private DomainPauses pauses;

    @BeforeAll
    void aDatabase() {
        source = TestDatabase.fresh();
        jdbc = JdbcClient.create(source);
    }

    @BeforeEach
    void nothingPaused() {
        clock.set(TestClock.START);
        jdbc.sql("truncate back_off").update();
        pauses = node();
    }

    @Test
    void aDomainThatFindsUsTooFastIsLeftAloneByEveryNodeWithinASecond() {
        DomainPauses other = node();
        assertThat(other.untilOf(campaign, DOMAIN)).isEmpty();
        pauses.begin(DOMAIN, "", BackOffReason.TOO_FAST);
        assertThat(pauses.untilOf(campaign, DOMAIN)).isPresent();
        assertThat(pauses.untilOf(campaign, "gmail.com")).isEmpty();
        Awaitility.await().atMost(2, TimeUnit.SECONDS).until(() -> other.untilOf(otherCampaign, DOMAIN).isPresent());
    }

    @Test
    void eachTimeInARowItIsLeftAloneTwiceAsLongAndAfterAQuietWhileNotSo() {
        Duration first = pauseOnceMore();
        assertThat(first).isBetween(Duration.ofMillis(22_500), Duration.ofMillis(37_500));
        clock.advance(first);
        Duration second = pauseOnceMore();
        assertThat(second).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(75));
        clock.advance(second);
        assertThat(pauseOnceMore()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(150));
        clock.advance(Duration.ofHours(1));
        assertThat(pauseOnceMore()).isBetween(Duration.ofMillis(22_500), Duration.ofMillis(37_500));
    }

    @Test
    void answersToWhatWasOnItsWayDoNotProlongThePause() {
        pauses.begin(DOMAIN, "", BackOffReason.TOO_FAST);
        Instant until = pauses.untilOf(campaign, DOMAIN).orElseThrow();
        for (int connection = 0; connection < 8; connection++) {
            node().begin(DOMAIN, "", BackOffReason.TOO_FAST);
        }
        assertThat(pauses.untilOf(campaign, DOMAIN)).contains(until);
        assertThat(pauses.open()).singleElement().extracting(BackOff::fails).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} s after the pause: {1}")
    @CsvSource(nullValues = "-", value = {"0, 1", "14, 1", "15, 2", "31, 4", "76, 32", "149, 512", "150, -"})
    void itGetsMoreAndMoreAfterwards(int seconds, @Nullable Integer perSecond) {
        Duration pause = pauseOnceMore();
        clock.advance(pause.plusSeconds(seconds));
        Rate expected = perSecond == null ? Rate.OFF : Rate.perSecond(perSecond);
        assertThat(pauses.recovering(DOMAIN)).isEqualTo(expected);
        assertThat(pauses.untilOf(campaign, DOMAIN)).isEmpty();
    }

    @Test
    void aDomainThatTakesACampaignForSpamGetsNoMoreOfItButEverythingElse() {
        pauses.begin(DOMAIN, "campaign:7", BackOffReason.TAKEN_FOR_SPAM);
        assertThat(pauses.untilOf(campaign, DOMAIN)).isPresent();
        assertThat(pauses.untilOf(followUp, DOMAIN)).isPresent();
        assertThat(pauses.untilOf(otherCampaign, DOMAIN)).isEmpty();
        assertThat(pauses.untilOf(DOMAIN)).isEmpty();
        assertThat(pauses.recovering(DOMAIN)).isEqualTo(Rate.OFF);
    }

    @Test
    void theLongestPauseHolds() {
        pauses.begin(DOMAIN, "", BackOffReason.HOST_IN_TROUBLE);
        pauses.begin(DOMAIN, "", BackOffReason.SENDER_UNPROVEN);
        assertThat(pauses.untilOf(campaign, DOMAIN).orElseThrow()).isAfter(clock.instant().plusSeconds(1000));
        pauses.lift(pauses.open().getFirst());
        assertThat(pauses.untilOf(campaign, DOMAIN).orElseThrow()).isBefore(clock.instant().plusSeconds(10));
    }

    private Duration pauseOnceMore() {
        pauses.begin(DOMAIN, "", BackOffReason.TOO_FAST);
        return Duration.between(clock.instant(), pauses.untilOf(campaign, DOMAIN).orElseThrow());
    }

    private DomainPauses node() {
        return new DomainPauses(jdbc, new TransactionTemplate(new JdbcTransactionManager(source)), clock);
    }

    private static Mailing mailing(long id, long campaign) {
        return new Mailing(id, MailingKind.CAMPAIGN, Purpose.PROMOTION, "promotion", "key", TestClock.START, campaign,
                "anna",
                TestClock.START, TestClock.START, null, null, null, null, 1, Mailing.Days.ANY);
    }
}
