package vestnik.consent;

import java.util.Optional;

/// What came of the wish for a letter with a link or a code.
public sealed interface Asked {

    /// A letter is on its way, unless the gate keeps it back.
    record Sent(long confirmation) implements Asked {}

    /// The letter that was sent before is to be used: another one would be too soon or one too many.
    record SentBefore(long confirmation) implements Asked {}

    /// No letter: as many confirmations as a person may ask for in a day were asked for.
    record TooMany() implements Asked {}

    /// No letter: all of it was granted before, by the same person, in the same wording.
    record NothingToConfirm() implements Asked {}

    /// The confirmation whose link or code counts now; empty if there is none.
    default Optional<Long> awaited() {
        return switch (this) {
            case Sent(long id) -> Optional.of(id);
            case SentBefore(long id) -> Optional.of(id);
            case TooMany() -> Optional.empty();
            case NothingToConfirm() -> Optional.empty();
        };
    }
}
