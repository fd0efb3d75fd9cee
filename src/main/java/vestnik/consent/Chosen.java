package vestnik.consent;

import java.util.Optional;
import java.util.Set;

/// What became of a selection.
///
/// @param reach of what was stopped
/// @param granted what is on from now on
/// @param outdated what was wanted of a page that does not hold any more: its text or something else has changed
/// @param toConfirm what counts only when the address on the other channel has confirmed it
/// @param asked what came of the letter for that; empty if nothing is to be confirmed
public record Chosen(Reach reach, Set<Subscription> granted, Set<Subscription> outdated, Set<Subscription> toConfirm,
        Optional<Asked> asked) {

    /// The confirmation whose code the reader may enter now.
    public Optional<Long> confirmation() {
        return asked.flatMap(Asked::awaited);
    }

    Chosen reaching(Reach howFar) {
        return new Chosen(howFar, granted, outdated, toConfirm, asked);
    }

    Chosen asking(Asked answer) {
        return new Chosen(reach, granted, outdated, toConfirm, Optional.of(answer));
    }
}
