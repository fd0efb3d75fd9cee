package vestnik.report;

/// Where a mailing stands.
///
/// - PLANNING: its messages are being chosen
/// - SENDING: some still wait
/// - FINISHED: it was closed and nothing waits
/// - STOPPED: something failed; what waits goes on when that is mended
public enum MailingState {
    PLANNING, SENDING, FINISHED, STOPPED
}
