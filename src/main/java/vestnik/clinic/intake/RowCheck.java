package vestnik.clinic.intake;

import org.springframework.stereotype.Component;

/// Checks entries of every kind.
@Component
final class RowCheck {

    private final PatientCheck patients;
    private final RepresentativeCheck representatives;
    private final AppointmentCheck appointments;
    private final ConsentCheck consents;

    RowCheck(PatientCheck patients, RepresentativeCheck representatives, AppointmentCheck appointments,
            ConsentCheck consents) {
        this.patients = patients;
        this.representatives = representatives;
        this.appointments = appointments;
        this.consents = consents;
    }

    Checked check(Entry entry, Repeats repeats, BranchZones zones) {
        return switch (entry.kind()) {
            case PATIENTS -> patients.check(entry);
            case REPRESENTATIVES -> representatives.check(entry, repeats);
            case APPOINTMENTS -> appointments.check(entry, zones);
            case CONSENTS -> consents.check(entry);
        };
    }
}
