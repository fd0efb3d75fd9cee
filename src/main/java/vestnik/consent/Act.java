package vestnik.consent;

/// What a person did with a consent. A `REQUEST` asks for it and counts only after a `GRANT` that confirms it.
public enum Act {
    REQUEST, GRANT, WITHDRAWAL
}
