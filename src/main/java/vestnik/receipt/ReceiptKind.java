package vestnik.receipt;

/// What became of a message, as the network tells.
public enum ReceiptKind {
    QUEUED, SENT, DELIVERED, UNDELIVERED, FAILED
}
