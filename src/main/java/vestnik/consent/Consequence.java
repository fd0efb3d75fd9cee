package vestnik.consent;

/// What follows from a trouble.
///
/// - `NONE`: not enough yet, or known already
/// - `RESTS`: the address is suppressed for a while
/// - `SUPPRESSED`: the address is suppressed for good
/// - `TO_BE_CHECKED`: somebody of the clinic should ask the person; said once in a row of troubles
public enum Consequence {
    NONE, RESTS, SUPPRESSED, TO_BE_CHECKED
}
