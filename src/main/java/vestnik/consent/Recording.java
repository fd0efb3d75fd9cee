package vestnik.consent;

import java.time.Instant;

/// What became of a reported act.
public sealed interface Recording {

    /// It stands in the ledger and holds from now on; `reach` matters for a withdrawal.
    record Recorded(Reach reach) implements Recording {}

    /// A request: it counts once whoever reads the address confirms it.
    record ToBeConfirmed(Asked asked) implements Recording {}

    /// There is no such patient.
    record UnknownPatient() implements Recording {}

    /// The person opted out at `since`, and a newer act of their own is not proved.
    record OptedOut(Instant since) implements Recording {}

    /// The report is not complete or cannot be true.
    ///
    /// @param field what is wrong
    /// @param code for programs
    /// @param sentence for people
    record Refused(String field, String code, String sentence) implements Recording {}
}
