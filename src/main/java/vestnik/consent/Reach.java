package vestnik.consent;

/// How far a stop reaches at the moment when it is answered.
///
/// - `COMPLETE`: nothing more starts on its way
/// - `MAY_STILL_ARRIVE`: a sender has not asked anew in time, so a message already on its way may still arrive
public enum Reach {
    COMPLETE, MAY_STILL_ARRIVE
}
