package vestnik.channel.sms;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// The clinic's account at Twilio: `vestnik.sms.twilio.*`.
///
/// @param messagingServiceSid the pool of senders to send from; this or `from`
/// @param from the number or registered name to send from
/// @param baseUrl another host than Twilio's own, such as a stand-in; without a path
/// @param connectTimeout how long to wait for a connection
/// @param responseTimeout how long to wait for an answer; after it the outcome is uncertain
/// @param connections how many are kept open at most
@Validated
@ConfigurationProperties(prefix = "vestnik.sms.twilio", ignoreUnknownFields = false)
record TwilioSettings(
        @NotBlank @Pattern(regexp = "AC[0-9a-fA-F]{32}", message = "must be AC and 32 hexadecimal digits") String accountSid,
        @NotBlank String authToken,
        @Nullable @Pattern(regexp = "MG[0-9a-fA-F]{32}", message = "must be MG and 32 hexadecimal digits") String messagingServiceSid,
        @Nullable @Pattern(regexp = "\\+[1-9]\\d{1,14}|[A-Za-z0-9 ]{1,11}|\\d{3,8}", message = "must be an E.164 number, a short code or a name of at most 11 characters") String from,
        @DefaultValue(TWILIO) URI baseUrl,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("15s") Duration responseTimeout,
        @DefaultValue("32") @Min(1) @Max(1000) int connections) {

    private static final String TWILIO = "https://api.twilio.com";

    @AssertTrue(message = "vestnik.sms.twilio needs one of messaging-service-sid and from")
    boolean isSenderNamedOnce() {
        return (messagingServiceSid == null) != (from == null);
    }

    @AssertTrue(message = "vestnik.sms.twilio.base-url must be scheme://host[:port] and nothing more")
    boolean isBaseUrlOnlyHost() {
        return baseUrl.getHost() != null && (baseUrl.getPath().isEmpty() || baseUrl.getPath().equals("/"));
    }

    boolean elsewhere() {
        return !baseUrl.equals(URI.create(TWILIO));
    }

    @Override
    public String toString() {
        return "TwilioSettings[" + accountSid + ", " + baseUrl + "]";
    }
}
