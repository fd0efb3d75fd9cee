package vestnik.privacy;

/// What became of the wish to close a request.
///
/// - `CLOSED`: answered
/// - `ALREADY_CLOSED`: somebody else was faster; nothing was changed
/// - `UNKNOWN_REQUEST`: there is no such request
public enum Closing {
    CLOSED, ALREADY_CLOSED, UNKNOWN_REQUEST
}
