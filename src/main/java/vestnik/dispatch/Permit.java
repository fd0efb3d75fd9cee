package vestnik.dispatch;

import java.time.Duration;
import java.time.Instant;

/// Whether a message may go now, as far as limits are concerned.
sealed interface Permit {

    /// It may; it is counted.
    record Go() implements Permit {}

    /// It may be asked again after that long.
    ///
    /// @param othersMayGo true: only its recipient domain has to wait
    record Wait(Duration duration, boolean othersMayGo) implements Permit {}

    /// Not before a later moment.
    ///
    /// @param reason DOMAIN_PAUSED, DOMAIN_LIMIT, EMAIL_PER_DAY, EMAIL_MARKETING_PER_DAY, SMS_PER_DAY or SMS_MARKETING_PER_DAY
    record Later(Instant at, String reason) implements Permit {}

    Permit GO = new Go();
}
