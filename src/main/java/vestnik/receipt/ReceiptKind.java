package vestnik.receipt;

/// What became of a message, as the network tells; and what somebody said to it. Each is kept; whoever reads them ranks
/// them: a complaint before a failure, a failure before a delivery, and that before all that is on its way.
public enum ReceiptKind {
    QUEUED, SENT, DELIVERED, UNDELIVERED, FAILED, BOUNCED, COMPLAINED, REPLIED
}
