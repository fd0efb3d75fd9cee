package vestnik.dispatch;

/// What came of a person's decision on a message.
///
/// - DONE: it is as they decided
/// - NOT_UNCERTAIN: meanwhile it is known what became of it, or it never was uncertain
/// - UNDER_WAY: it is being sent again, or looked up, at this moment
/// - CANCELLED: its mailing was cancelled, so it is not sent again
/// - UNKNOWN: there is no such message
public enum Decided {
    DONE, NOT_UNCERTAIN, UNDER_WAY, CANCELLED, UNKNOWN
}
