package vestnik.consent;

/// Why the gate says no, in the order in which it asks: the first reason that holds is the one recorded.
///
/// - `ERASED`: the patient demanded erasure; nothing is known of them (152-FZ 21)
/// - `BLOCKED`: the patient's data are blocked while a request is checked (policy 6.2.4)
/// - `NO_REPRESENTATIVE`: a minor, or an adult who cannot act, for whom nobody acts today (policy 1.6)
/// - `NO_CONSENT`: never asked, or whoever agreed may no longer speak for the patient
/// - `UNCONFIRMED`: asked for, but the address has not confirmed it
/// - `WORDING_CHANGED`: agreed to an earlier wording than counts now
/// - `PAUSED`: wants no marketing until a date
/// - `OUTSIDE_HOURS`: not at this hour where the reader lives
/// - `OVER_CAP`: so many marketing messages already
public enum Withheld {
    ERASED, DECEASED, BLOCKED, NO_REPRESENTATIVE, OPTED_OUT, NO_CONSENT, UNCONFIRMED, WORDING_CHANGED, PAUSED,
    NO_ADDRESS,
    SUPPRESSED, OUTSIDE_HOURS, OVER_CAP
}
