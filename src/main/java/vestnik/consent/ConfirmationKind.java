package vestnik.consent;

/// What a confirmation is for.
///
/// - `OPT_IN`: the purposes asked for are granted by it
/// - `ACCESS`: its code opens what is held about a patient
public enum ConfirmationKind {
    OPT_IN, ACCESS
}
