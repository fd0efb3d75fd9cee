package vestnik.privacy.file;

import java.time.Instant;

/// A stop after which a message already on its way may still have arrived.
///
/// @param waitedMs how long the senders were waited for
public record Stop(Instant at, int waitedMs) {}
