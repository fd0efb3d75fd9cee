package vestnik.consent;

/// What a person did with a consent.
public enum Act {
    GRANT, WITHDRAWAL
}
