package vestnik.alert;

/// What happened.
///
/// - `SENDER_UNPROVEN`: a domain says that our DNS or signature is wrong; subject: the domain
/// - `TAKEN_FOR_SPAM`: a domain takes a mailing for spam, or we stand on a list; subject: the domain
/// - `FILTERED`: a carrier filters what is written from a template; subject: the template
/// - `MESSAGE_AT_FAULT`: a provider says that the message itself is wrong; subject: the mailing or campaign
/// - `SENDER_NOT_SET_UP`: the sender or the region is not set up at the provider; subject: the channel
/// - `LOCKED_OUT`: a provider does not let us in; subject: the channel
/// - `BRAKED`: a mailing or campaign paused itself, because too many of its messages went wrong; subject: which
/// - `SIGNATURE_FAILED`: a receiver reported that a signature of ours did not hold; subject: the domain
/// - `NUMBERS_TO_CHECK`: phones could not be reached three times in a row; subject: the channel
public enum AlertKind {
    SENDER_UNPROVEN, TAKEN_FOR_SPAM, FILTERED, MESSAGE_AT_FAULT, SENDER_NOT_SET_UP, LOCKED_OUT, BRAKED,
    SIGNATURE_FAILED,
    NUMBERS_TO_CHECK
}
