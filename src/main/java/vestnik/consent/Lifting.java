package vestnik.consent;

/// What came of the wish to use an address again.
public sealed interface Lifting {

    /// It may be used again.
    record Lifted() implements Lifting {}

    /// Nothing forbade it.
    record NotSuppressed() implements Lifting {}

    /// The person forbade it, and a newer word of theirs is not proved.
    record DocumentMissing(SuppressionReason reason) implements Lifting {}
}
