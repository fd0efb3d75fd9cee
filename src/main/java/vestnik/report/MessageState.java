package vestnik.report;

/// Where a message stands; every message is in exactly one of these.
///
/// - WAITING: not handed over yet
/// - WITHHELD: not to be sent, by a reason of the gate
/// - ACCEPTED: the provider took it
/// - DEFERRED: the provider said not now; it is tried again
/// - REJECTED: the provider said no
/// - UNCERTAIN: the provider's answer was lost
/// - EXPIRED: it was no longer useful when its turn came
public enum MessageState {
    WAITING, WITHHELD, ACCEPTED, DEFERRED, REJECTED, UNCERTAIN, EXPIRED
}
