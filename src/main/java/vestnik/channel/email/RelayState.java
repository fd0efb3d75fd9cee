package vestnik.channel.email;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A mail relay as it is now.
///
/// @param name as the settings name it; `spring.mail` is the first
/// @param connections how many are open
/// @param lockedOut whether it did not let us in when it was tried last: somebody has to see to it
/// @param restsUntil when it is tried again, if it is left alone
/// @param reason why it is left alone
public record RelayState(String name, int connections, boolean lockedOut, @Nullable Instant restsUntil,
        @Nullable String reason) {}
