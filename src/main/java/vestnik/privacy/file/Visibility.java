package vestnik.privacy.file;

/// How much is shown of a patient.
///
/// - `OPEN`: everything
/// - `BLOCKED`: only the block, while it is checked (policy 6.2.4)
/// - `ERASED`: only what is left: the act, and the proof of what was agreed to
public enum Visibility {
    OPEN, BLOCKED, ERASED
}
