package vestnik.receipt;

/// What became of a message, as the network tells; and that somebody replied to it.
public enum ReceiptKind {
    QUEUED, SENT, DELIVERED, UNDELIVERED, FAILED, REPLIED
}
