package vestnik.consent;

/// Why an address must not be used; the later one outweighs the earlier. A person's own word outweighs all else, and what a
/// provider says of an address it will say again.
public enum SuppressionReason {
    SOFT_BOUNCE, INVALID, HARD_BOUNCE, STAFF, COMPLAINT, STOP;

    /// Whether the person said it; then only the person takes it back.
    public boolean isPersonal() {
        return this == COMPLAINT || this == STOP;
    }
}
