package vestnik.report;

/// What the world said later of a message that was accepted; a failure outweighs a delivery, in whatever order they came.
public enum Receipt {
    DELIVERED, BOUNCED
}
