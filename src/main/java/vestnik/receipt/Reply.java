package vestnik.receipt;

/// What came of an SMS that somebody sent us, and so what to answer.
///
/// - `STOPPING`: stopped, but a message already on its way may still arrive
/// - `NOTED`: nothing to answer
public enum Reply {
    STOPPED, STOPPING, STARTED, HELP, NOTED
}
