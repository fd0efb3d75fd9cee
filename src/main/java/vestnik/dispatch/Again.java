package vestnik.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// That a message is tried again.
///
/// @param dueAt not before
/// @param untilAt from then on it is of no use; null: the gate knows
record Again(Why why, Instant dueAt, @Nullable Instant untilAt) {

    /// As in the table retry.
    enum Why {
        DEFERRED, UNCERTAIN, LOOK_UP, DECIDED
    }
}
