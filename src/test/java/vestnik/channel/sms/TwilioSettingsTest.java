package vestnik.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TwilioSettingsTest {

    private final ApplicationContextRunner complete = new ApplicationContextRunner()
            .withUserConfiguration(Bound.class)
            .withPropertyValues("vestnik.sms.twilio.account-sid=AC00000000000000000000000000000000",
                    "vestnik.sms.twilio.auth-token=secret", "vestnik.sms.twilio.from=Clinic");

    @EnableConfigurationProperties(TwilioSettings.class)
    static class Bound {}

    @Test
    void goesToTwilioUnlessToldOtherwise() {
        complete.run(context -> assertThat(context.getBean(TwilioSettings.class).elsewhere()).isFalse());
        complete.withPropertyValues("vestnik.sms.twilio.base-url=http://localhost:4010")
                .run(context -> assertThat(context.getBean(TwilioSettings.class).elsewhere()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"account-sid, ''", "account-sid, XY12", "auth-token, ''", "from, not a sender at all",
            "messaging-service-sid, MG00000000000000000000000000000000", "base-url, http://localhost:4010/path",
            "base-url, localhost", "connections, 0", "no-such-setting, x"})
    void refusesToStartOtherwise(String key, String value) {
        complete.withPropertyValues("vestnik.sms.twilio." + key + "=" + value)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void keepsTheTokenToItself() {
        complete.run(context -> assertThat(context.getBean(TwilioSettings.class).toString()).doesNotContain("secret"));
    }
}
