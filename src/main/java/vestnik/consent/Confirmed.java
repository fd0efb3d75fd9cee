package vestnik.consent;

import java.util.Set;

/// What came of a link or code.
public sealed interface Confirmed {

    /// The address is read by who asked; what was asked for (nothing for ACCESS) is granted.
    record Done(ConfirmationKind kind, long patientId, Set<Subscription> subscriptions) implements Confirmed {}

    /// Nothing changed: it was confirmed before.
    record AlreadyDone() implements Confirmed {}

    /// Its time is over, a code was wrong five times, or who got the letter may not speak for the patient any more.
    record Expired() implements Confirmed {}

    /// Not that code; so many more may be tried.
    record WrongCode(int left) implements Confirmed {}

    /// There is no such confirmation.
    record Unknown() implements Confirmed {}
}
