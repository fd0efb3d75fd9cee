package vestnik.clinic;

/// Where a visit stands. BOOKED is reminded of; ARRIVED and FULFILLED took place.
public enum AppointmentStatus {
    PROPOSED, BOOKED, ARRIVED, FULFILLED, CANCELLED, NO_SHOW
}
