package vestnik.privacy;

import java.time.Instant;
import java.time.LocalDate;
import vestnik.consent.Reach;

/// What became of the wish to block a patient's data.
public sealed interface Blocking {

    /// Nothing is sent to them, for no purpose.
    ///
    /// @param since the moment of the first wish, if there were several
    /// @param dueOn by when the clinic must have checked
    record Blocked(Instant since, String reason, LocalDate dueOn, Reach reach) implements Blocking {}

    /// There is no such patient, or not any more.
    record UnknownPatient() implements Blocking {}

    /// Nobody can check by a day that is over.
    record DueInThePast() implements Blocking {}
}
