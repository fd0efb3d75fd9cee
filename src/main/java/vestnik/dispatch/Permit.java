package vestnik.dispatch;

import java.time.Duration;
import java.time.Instant;

/// Whether a message may go now, as far as limits are concerned.
sealed interface Permit {

    /// It may; it is counted.
    record Go() implements Permit {}

    /// It may be asked again after that long.
    record Wait(Duration duration) implements Permit {}

    /// No more today.
    record NotToday(Instant until, String reason) implements Permit {}

    Permit GO = new Go();
}
