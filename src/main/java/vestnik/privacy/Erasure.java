package vestnik.privacy;

import java.time.Instant;
import vestnik.consent.Reach;

/// What became of the wish to erase a person.
public sealed interface Erasure {

    /// Nothing personal is kept. The row, the ledger and what was sent stay, under a name of no meaning.
    ///
    /// @param id number of the act
    record Erased(long id, Reach reach) implements Erasure {}

    /// Whoever had this id was erased before, and was not handed in again.
    record AlreadyErased(Instant at) implements Erasure {}

    /// There is no such patient.
    record UnknownPatient() implements Erasure {}
}
