package vestnik.privacy;

/// What became of the wish to unblock a patient's data.
///
/// - `UNBLOCKED`: what is planned from now on reaches them again; what was withheld meanwhile stays withheld
/// - `NOT_BLOCKED`: nothing was changed
/// - `UNKNOWN_PATIENT`: there is no such patient, or not any more
public enum Unblocking {
    UNBLOCKED, NOT_BLOCKED, UNKNOWN_PATIENT
}
