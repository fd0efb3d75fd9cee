package vestnik.report;

/// Where a mailing stands.
///
/// - PLANNING: its messages are being chosen
/// - SENDING: some still wait, or are tried again now
/// - RETRYING: none waits, and some are tried again later
/// - FINISHED: it was closed and nothing waits
/// - STOPPED: something failed; what waits goes on when that is mended
/// - PAUSED: it, its campaign, template, channels or everything is held; what waits goes on when that is let go
/// - BRAKED: it paused itself, because too many of its messages went wrong
/// - CANCELLED: nothing more of it is sent, ever
public enum MailingState {
    PLANNING, SENDING, RETRYING, FINISHED, STOPPED, PAUSED, BRAKED, CANCELLED
}
