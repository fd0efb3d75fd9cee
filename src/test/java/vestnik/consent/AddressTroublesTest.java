package vestnik.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.consent.Consequence.NONE;
import static vestnik.consent.Consequence.RESTS;
import static vestnik.consent.Consequence.SUPPRESSED;
import static vestnik.consent.Consequence.TO_BE_CHECKED;
import static vestnik.consent.Trouble.ADDRESS_UNKNOWN;
import static vestnik.consent.Trouble.DOMAIN_UNKNOWN;
import static vestnik.consent.Trouble.MAILBOX_UNUSABLE;
import static vestnik.consent.Trouble.UNREACHED;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Channel.SMS;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

@VestnikTest
class AddressTroublesTest {

    private static final String ANNA = "anna@patients.test";
    private static final String PHONE = "+79165550199";

    @Autowired
    AddressTroubles troubles;
    @Autowired
    Suppressions suppressions;
    @Autowired
    TestClock clock;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    DataSource source;

    @BeforeEach
    void start() {
        clock.set(TestClock.START);
    }

    @AfterEach
    void close() {
        new Clinic(source).close();
    }

    @Test
    void whatDoesNotExistIsSuppressedAtOnceForGood() {
        assertThat(troubles.note(EMAIL, "Anna@Patients.test", ADDRESS_UNKNOWN, "7.1")).isEqualTo(SUPPRESSED);
        assertThat(troubles.note(SMS, PHONE, ADDRESS_UNKNOWN, "7.2")).isEqualTo(SUPPRESSED);

        assertThat(suppressions.find(EMAIL, ANNA)).hasValueSatisfying(found -> {
            assertThat(found.reason()).isEqualTo(SuppressionReason.HARD_BOUNCE);
            assertThat(found.expiresAt()).isNull();
            assertThat(found.source()).isEqualTo("message:7.1");
        });
        assertThat(suppressions.find(SMS, PHONE)).hasValueSatisfying(
                found -> assertThat(found.reason()).isEqualTo(SuppressionReason.INVALID));
    }

    @Test
    void aMissingDomainIsBelievedWhenItIsSaidAgainADayLater() {
        assertThat(troubles.note(EMAIL, ANNA, DOMAIN_UNKNOWN, "7.1")).isEqualTo(NONE);
        clock.advance(Duration.ofHours(23));
        assertThat(troubles.note(EMAIL, ANNA, DOMAIN_UNKNOWN, "8.1")).isEqualTo(NONE);
        assertThat(suppressions.find(EMAIL, ANNA)).isEmpty();
        clock.advance(Duration.ofHours(1));

        assertThat(troubles.note(EMAIL, ANNA, DOMAIN_UNKNOWN, "9.1")).isEqualTo(SUPPRESSED);
        assertThat(suppressions.find(EMAIL, ANNA)).isPresent();
    }

    @Test
    void oneMessageConfirmsNothingHoweverOftenItIsTried() {
        for (int tries = 0; tries < 5; tries++) {
            assertThat(troubles.note(EMAIL, ANNA, DOMAIN_UNKNOWN, "7.1")).isEqualTo(NONE);
            assertThat(troubles.note(EMAIL, ANNA, MAILBOX_UNUSABLE, "7.1")).isEqualTo(NONE);
            clock.advance(Duration.ofDays(3));
        }
        assertThat(suppressions.find(EMAIL, ANNA)).isEmpty();
    }

    @Test
    void aFullMailboxRestsAfterThreeMessagesOverAWeek() {
        assertThat(full("7.1")).isEqualTo(NONE);
        assertThat(full("8.1")).isEqualTo(NONE);
        assertThat(full("9.1")).as("three at once").isEqualTo(NONE);
        clock.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(full("10.1")).as("a second too early").isEqualTo(NONE);
        clock.advance(Duration.ofSeconds(1));

        assertThat(full("11.1")).isEqualTo(RESTS);
        assertThat(suppressions.find(EMAIL, ANNA)).hasValueSatisfying(found -> {
            assertThat(found.reason()).isEqualTo(SuppressionReason.SOFT_BOUNCE);
            assertThat(found.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
        });
        clock.advance(Duration.ofDays(30));
        assertThat(suppressions.find(EMAIL, ANNA)).isEmpty();
    }

    @Test
    void twoOverAWeekAreNotEnough() {
        full("7.1");
        clock.advance(Duration.ofDays(10));
        assertThat(full("8.1")).isEqualTo(NONE);
    }

    @Test
    void whatIsLongAgoDoesNotCount() {
        full("7.1");
        full("8.1");
        clock.advance(Duration.ofDays(91));
        full("9.1");
        assertThat(full("10.1")).isEqualTo(NONE);
        assertThat(suppressions.find(EMAIL, ANNA)).isEmpty();
    }

    @Test
    void threeInARowThatDoNotReachAPhoneAreToldOnce() {
        assertThat(unreached("7.1")).isEqualTo(NONE);
        assertThat(unreached("8.1")).isEqualTo(NONE);
        assertThat(unreached("9.1")).isEqualTo(TO_BE_CHECKED);
        assertThat(unreached("9.1")).as("a repetition").isEqualTo(NONE);
        assertThat(unreached("10.1")).isEqualTo(NONE);
        assertThat(suppressions.find(SMS, PHONE)).isEmpty();
    }

    @Test
    void anArrivalEndsTheRow() {
        unreached("7.1");
        unreached("8.1");
        clock.advance(Duration.ofMinutes(1));
        troubles.arrived(SMS, PHONE, "9.1");
        clock.advance(Duration.ofMinutes(1));

        assertThat(unreached("10.1")).isEqualTo(NONE);
        assertThat(unreached("11.1")).isEqualTo(NONE);
        assertThat(unreached("12.1")).isEqualTo(TO_BE_CHECKED);
    }

    @Test
    void anArrivalIsNotedOnlyWhereThereWasTrouble() {
        troubles.arrived(SMS, PHONE, "9.1");

        assertThat(jdbc.sql("select count(*) from address_trouble").query(Long.class).single()).isZero();
    }

    @Test
    void forgetsWhatIsTooOld() {
        full("7.1");
        clock.advance(Duration.ofDays(91));
        full("8.1");

        assertThat(troubles.forget()).isOne();
    }

    @Test
    void ofReportsAtOnceOneConcludes() throws Exception {
        List<Callable<Consequence>> reports = List.of(() -> unreached("7.1"), () -> unreached("8.1"),
                () -> unreached("9.1"), () -> unreached("10.1"));
        try (var threads = Executors.newFixedThreadPool(4)) {
            assertThat(threads.invokeAll(reports).stream().map(Future::resultNow)).containsOnlyOnce(TO_BE_CHECKED);
        }
    }

    private Consequence full(String message) {
        return troubles.note(EMAIL, ANNA, MAILBOX_UNUSABLE, message);
    }

    private Consequence unreached(String message) {
        return troubles.note(SMS, PHONE, UNREACHED, message);
    }
}
