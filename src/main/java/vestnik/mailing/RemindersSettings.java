package vestnik.mailing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vestnik.vocabulary.Channel;

/// When patients are reminded of an appointment: batch-config/reminders.yaml.
///
/// @param template the name of its folder in templates/
/// @param offsets by name; the name stands in what is recorded, so a changed offset is not sent again to whom it was sent
@Validated
@ConfigurationProperties(prefix = "vestnik.reminders", ignoreUnknownFields = false)
public record RemindersSettings(
        @DefaultValue("appointment-reminder") @NotBlank String template,
        @NotEmpty Map<@Pattern(regexp = "[a-z]{1,20}", message = "must be small letters") String, @Valid Offset> offsets) {

    /// One reminder of each appointment.
    ///
    /// @param before how long before the start it is due
    /// @param until it is of no use when less than this remains
    /// @param channels in order of preference
    /// @param enabled false switches this reminder off
    public record Offset(
            @NotNull Duration before,
            @DefaultValue("0s") Duration until,
            @NotEmpty List<Channel> channels,
            @DefaultValue("ALL") Use use,
            @DefaultValue("true") boolean enabled) {

        @AssertTrue(message = "before must be longer than until, and until must not be negative")
        boolean isInOrder() {
            return before.compareTo(until) > 0 && !until.isNegative();
        }

        @AssertTrue(message = "each channel may stand once")
        boolean isWithoutRepetition() {
            return new HashSet<>(channels).size() == channels.size();
        }
    }

    /// Whether each channel carries a message, or only the first one that reaches the patient.
    public enum Use {
        ALL, FIRST
    }
}
