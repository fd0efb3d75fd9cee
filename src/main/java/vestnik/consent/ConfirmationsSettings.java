package vestnik.consent;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vestnik.consent.RulesSettings.Window;
import vestnik.vocabulary.Channel;

/// How people confirm that they read an address: batch-config/confirmations.yaml.
///
/// @param template the name of its folder in templates/
/// @param letters how many letters one confirmation is good for
/// @param apart how long there must be between two of them
/// @param perDay how many confirmations a person may ask for on one channel within 24 hours, of each kind
/// @param linkValid how long the link of a letter works
/// @param emailCodeValid how long the code of an e-mail works
/// @param smsCodeValid how long the code of an SMS works
/// @param importHours when people are asked who did not ask themselves but were named by an import, in their zone
@Validated
@ConfigurationProperties(prefix = "vestnik.confirmations", ignoreUnknownFields = false)
public record ConfirmationsSettings(
        @DefaultValue("confirmation") @NotBlank String template,
        @DefaultValue("3") @Min(1) @Max(3) int letters,
        @DefaultValue("2m") Duration apart,
        @DefaultValue("3") @Min(1) @Max(20) int perDay,
        @DefaultValue("48h") Duration linkValid,
        @DefaultValue("1h") Duration emailCodeValid,
        @DefaultValue("15m") Duration smsCodeValid,
        @NotNull @Valid Window importHours) {

    /// How long a code works that was sent on this channel.
    public Duration codeValid(Channel channel) {
        return switch (channel) {
            case EMAIL -> emailCodeValid;
            case SMS -> smsCodeValid;
        };
    }

    @AssertTrue(message = "link-valid must be from 1h to 30d, and at least as long as either code is valid")
    boolean isLinkValidLongEnough() {
        return linkValid.compareTo(Duration.ofHours(1)) >= 0 && linkValid.compareTo(Duration.ofDays(30)) <= 0
                && linkValid.compareTo(emailCodeValid) >= 0 && linkValid.compareTo(smsCodeValid) >= 0;
    }

    @AssertTrue(message = "apart, email-code-valid and sms-code-valid must be at least 1m")
    boolean isNothingTooShort() {
        var shortest = Duration.ofMinutes(1);
        return apart.compareTo(shortest) >= 0 && emailCodeValid.compareTo(shortest) >= 0
                && smsCodeValid.compareTo(shortest) >= 0;
    }
}
