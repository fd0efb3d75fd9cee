package vestnik.consent;

/// What became of a wording that was to be published.
public sealed interface Publishing {

    /// It is shown from its moment on.
    record Published(Wording wording) implements Publishing {}

    /// Another text has this version already.
    record VersionTaken() implements Publishing {}

    /// It would change what people were shown before now.
    record InThePast() implements Publishing {}

    /// Nobody agrees to a policy, so nobody can be asked again.
    record PolicyAsksNobody() implements Publishing {}
}
