package vestnik.report;

/// What the world said later of a message that was accepted; a complaint outweighs a failure, and a failure
/// a delivery, in whatever order they came.
public enum Receipt {
    DELIVERED, BOUNCED, COMPLAINED
}
