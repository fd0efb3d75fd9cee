package vestnik.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vestnik.alert.AlertKind;
import vestnik.consent.Withheld;
import vestnik.console.access.Role;
import vestnik.console.access.UserChange;
import vestnik.dispatch.BackOffReason;
import vestnik.dispatch.UncertainMessages.Decision;
import vestnik.mailing.Held;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Why;
import vestnik.report.MailingState;
import vestnik.report.MessageState;
import vestnik.report.Receipt;
import vestnik.report.UncertainLine;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

class WordsTest {

    private static final Properties ENGLISH = load("/messages.properties");
    private static final Properties RUSSIAN = load("/messages_ru.properties");

    @ParameterizedTest
    @MethodSource("machineWords")
    void everyMachineWordIsToldInBothLanguages(String key) {
        assertThat(ENGLISH.getProperty(key)).as("English").isNotBlank();
        assertThat(RUSSIAN.getProperty(key)).as("Russian").isNotBlank().containsPattern("\\p{IsCyrillic}");
    }

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(RUSSIAN.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(ENGLISH.stringPropertyNames());
    }

    static Stream<String> machineWords() {
        return Stream.of(
                keys("reason.", Withheld.values()),
                Stream.of("OTHER_CHANNEL", "APPOINTMENT_CANCELLED", "APPOINTMENT_CHANGED", "APPOINTMENT_STARTED",
                        "VISIT_CANCELLED", "ASKED_AGAIN", "CONFIRMATION_EXPIRED", "CONFIRMED", "RENDER", "BROKE",
                        "DIED_DURING_HAND_OVER", "JOURNAL_LOST", "CANCELLED", "DOMAIN_PAUSED", "DOMAIN_LIMIT",
                        "EMAIL_PER_DAY", "EMAIL_MARKETING_PER_DAY", "SMS_PER_DAY", "SMS_MARKETING_PER_DAY",
                        "NO_LONGER_OF_USE", "NOT_AT_PROVIDER", "DECIDED", "LEFT").map("reason."::concat),
                keys("result.", MessageState.values()), keys("state.", MailingState.values()),
                keys("receipt.", Receipt.values()), keys("kind.", MailingKind.values()),
                keys("kinds.", MailingKind.values()), keys("purpose.", Purpose.values()),
                keys("channel.", Channel.values()), keys("role.", Role.values()),
                keys("users.change.", UserChange.values()), keys("hold.thing.", Held.Thing.values()),
                keys("hold.reason.", Why.Reason.values()), keys("backoff.", BackOffReason.values()),
                keys("uncertain.", Decision.values()), keys("uncertain.next.", UncertainLine.Next.values()),
                keys("uncertain.decided.DONE.", Decision.values()),
                keys("alert.", AlertKind.values()), keys("alert.todo.", AlertKind.values()),
                Stream.of("DONE", "HELD_BY_ANOTHER", "OVER").map("control."::concat),
                Stream.of("CANCELLED", "CHANGED", "NOT_SURE", "NOT_UNCERTAIN", "UNDER_WAY")
                        .map("uncertain.decided."::concat))
                .flatMap(keys -> keys);
    }

    private static Stream<String> keys(String page, Enum<?>[] words) {
        return Arrays.stream(words).map(word -> page + word.name());
    }

    private static Properties load(String name) {
        var properties = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(WordsTest.class.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            properties.load(reader);
            return properties;
        } catch (IOException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
