package vestnik.console.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person or program that may sign in.
///
/// @param name in lower case
/// @param disabledAt since when they may not; null if they may
public record ConsoleUser(String name, Role role, Instant createdAt, @Nullable Instant disabledAt) {

    /// Whether they may sign in.
    public boolean enabled() {
        return disabledAt == null;
    }
}
