package vestnik.consent;

/// Why the gate says no, in the order in which it asks: the first reason that holds is the one recorded.
///
/// - `BLOCKED`: the patient's data are blocked while a request is checked (policy 6.2.4)
/// - `NO_REPRESENTATIVE`: a minor, or an adult who cannot act, for whom nobody acts today (policy 1.6)
/// - `NO_CONSENT`: never asked, or whoever agreed may no longer speak for the patient
/// - `OUTSIDE_HOURS`: not at this hour where the reader lives
/// - `OVER_CAP`: so many marketing messages already
public enum Withheld {
    DECEASED, BLOCKED, NO_REPRESENTATIVE, NO_CONSENT, OPTED_OUT, NO_ADDRESS, SUPPRESSED, OUTSIDE_HOURS, OVER_CAP
}
