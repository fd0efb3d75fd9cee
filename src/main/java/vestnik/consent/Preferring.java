package vestnik.consent;

import java.time.LocalDate;

/// What became of a wish.
public sealed interface Preferring {

    /// It holds from now on; `reach` matters for a pause.
    record Kept(Reach reach) implements Preferring {}

    /// A pause ends between these days, both included. Nothing was changed.
    record NoSuchPause(LocalDate earliest, LocalDate latest) implements Preferring {}

    /// There is no such patient any more.
    record Nobody() implements Preferring {}
}
