package vestnik.dispatch;

import java.time.Duration;
import java.time.Instant;

/// A recipient domain, or the SMS sender, that is left alone.
///
/// @param target the domain, or `SMS`
/// @param scope empty for everything, else `campaign:ID` or `mailing:ID`
/// @param fails how often in a row
public record BackOff(String target, String scope, BackOffReason reason, int fails, Instant since, Instant until) {

    private static final Duration AT_LEAST = Duration.ofMinutes(10);

    /// Whether the next trouble is a new one, because it was quiet for long enough after this.
    boolean isForgottenBy(Instant now) {
        Duration twice = Duration.between(since, until).multipliedBy(2);
        return now.isAfter(until.plus(twice.compareTo(AT_LEAST) > 0 ? twice : AT_LEAST));
    }
}
