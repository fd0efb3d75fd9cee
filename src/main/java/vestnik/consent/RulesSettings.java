package vestnik.consent;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vestnik.vocabulary.Purpose;

/// What the gate asks besides consent: batch-config/rules.yaml.
///
/// @param windows hours in which people may be written to, by purpose; a purpose without one has none
/// @param marketingCap how many marketing messages one person may get at most; null means any number
@Validated
@ConfigurationProperties(prefix = "vestnik.rules", ignoreUnknownFields = false)
public record RulesSettings(@DefaultValue Map<Purpose, @Valid Window> windows, @Nullable @Valid Cap marketingCap) {

    /// Hours of a day in the reader's zone, from (inclusive) until (exclusive).
    public record Window(@NotNull LocalTime from, @NotNull LocalTime until) {

        @AssertTrue(message = "from must be before until")
        boolean isInOrder() {
            return from.isBefore(until);
        }
    }

    /// At most so many messages within so long.
    public record Cap(@Positive int messages, @NotNull Duration within) {}

    @Nullable
    Window windowOf(Purpose purpose) {
        return windows.get(purpose);
    }

    @Nullable
    Cap capOf(Purpose purpose) {
        return purpose.needsConsent() ? marketingCap : null;
    }
}
