package vestnik.mailing;

import java.time.Instant;

/// Something is held.
///
/// @param by who holds it: a user, or [Holds#BY_ITSELF]
public record Hold(long id, Held held, Why why, String by, Instant since) {

    /// Whether no person did it.
    public boolean isByItself() {
        return by.equals(Holds.BY_ITSELF);
    }
}
