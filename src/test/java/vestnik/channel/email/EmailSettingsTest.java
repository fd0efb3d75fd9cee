package vestnik.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class EmailSettingsTest {

    private final ApplicationContextRunner complete = new ApplicationContextRunner()
            .withUserConfiguration(Bound.class)
            .withPropertyValues("vestnik.email.transactional=reception@clinic.test",
                    "vestnik.email.promotional=news@clinic.test", "vestnik.email.sender-name=Clinic",
                    "vestnik.email.bounce-domain=bounces.clinic.test", "vestnik.email.bounce-key=" + Settings.KEY);

    @EnableConfigurationProperties(EmailSettings.class)
    static class Bound {}

    @Test
    void startsWithWhatIsNeeded() {
        complete.run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource({"transactional, ''", "transactional, nobody", "transactional, 'a@b.test\nBcc: c@d.test'",
            "promotional, ''",
            "reply-to, two@a.test;b@c.test", "sender-name, ''", "bounce-domain, ''", "bounce-domain, a@b",
            "bounce-key, ''",
            "bounce-key, c2hvcnQ=", "bounce-key, not base64", "feedback-sender-id, x:y:z",
            "unsubscribe-mailbox, nobody",
            "transactional, a@клин_ика.рф", "bounce-domain, клин_ика.рф", "weight, 0", "connection.messages, 0",
            "connection.no-such, 1",
            "no-such-setting, x"})
    void refusesToStartOtherwiseAndSaysWhichSetting(String key, String value) {
        complete.withPropertyValues("vestnik.email." + key + "=" + value).run(context -> {
            assertThat(context).hasFailed();
            assertThat(messages(context.getStartupFailure()).replace("-", "").toLowerCase(Locale.ROOT))
                    .contains(key.replace("-", ""));
        });
    }

    @Test
    void asksForNothingMoreOfAFurtherRelayThanItsHost() {
        complete.withPropertyValues("vestnik.email.relays.b.host=mx.clinic.test").run(context -> {
            assertThat(context.getBean(EmailSettings.class).relays()).isEqualTo(Map.of("b", new RelaySettings(
                    "mx.clinic.test", null, null, null, RelaySettings.Security.STARTTLS, null, 1, Map.of())));
        });
    }

    @ParameterizedTest
    @CsvSource({"host, ''", "weight, 0", "port, 0", "security, SSL", "no-such, 1"})
    void refusesToStartWithARelayThatIsNone(String key, String value) {
        complete.withPropertyValues("vestnik.email.relays.b.host=mx.clinic.test")
                .withPropertyValues("vestnik.email.relays.b." + key + "=" + value)
                .run(context -> assertThat(context).hasFailed());
    }

    @ParameterizedTest
    @CsvSource({"NONE, , 25", "STARTTLS, , 587", "TLS, , 465", "TLS, 2525, 2525"})
    void knowsTheUsualPorts(RelaySettings.Security security, @Nullable Integer port, int used) {
        assertThat(new RelaySettings("mx.clinic.test", port, null, null, security, null, 1, Map.of()).portOrUsual())
                .isEqualTo(used);
    }

    @Test
    void keepsTheKeyToItself() {
        assertThat(Settings.with(null).toString()).doesNotContain(Settings.KEY);
        complete.withPropertyValues("vestnik.email.bounce-key=c2hvcnQ=")
                .run(context -> assertThat(messages(context.getStartupFailure())).doesNotContain("c2hvcnQ="));
    }

    private static String messages(@Nullable Throwable failure) {
        var all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage());
        }
        return all.toString();
    }
}
