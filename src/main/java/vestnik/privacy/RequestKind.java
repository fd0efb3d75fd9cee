package vestnik.privacy;

/// What a person asks the clinic to do with their data.
public enum RequestKind {
    CORRECTION, BLOCKING, ERASURE
}
