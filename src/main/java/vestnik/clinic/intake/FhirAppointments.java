package vestnik.clinic.intake;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import vestnik.clinic.AppointmentStatus;

/// Reads FHIR appointments: who, whom, where and when; not what for.
final class FhirAppointments {

    private FhirAppointments() {}

    static Entry entry(FhirResource resource, Appointment visit) {
        var specialist = participant(visit, "Practitioner").or(() -> participant(visit, "PractitionerRole"));
        var branch = participant(visit, "Location");
        var cells = new Cells().put(Column.ID, resource.id())
                .put(Column.PATIENT_ID, participant(visit, "Patient").map(FhirReferences::idOf).orElse(null))
                .put(Column.SPECIALIST_ID, specialist.map(FhirReferences::idOf).orElse(null))
                .put(Column.SPECIALIST_NAME, specialist.map(Reference::getDisplay).orElse(null))
                .put(Column.BRANCH_ID, branch.map(FhirReferences::idOf).orElse(null))
                .put(Column.BRANCH_NAME, branch.map(Reference::getDisplay).orElse(null))
                .put(Column.STARTS_AT, instant(visit.getStart())).put(Column.ENDS_AT, instant(visit.getEnd()))
                .put(Column.STATUS, status(visit.getStatus())).put(Column.BOOKED_AT, instant(visit.getCreated()));
        return new Entry(FileKind.APPOINTMENTS, resource.number(), cells.toMap(), List.of());
    }

    private static Optional<Reference> participant(Appointment visit, String type) {
        return visit.getParticipant().stream().map(AppointmentParticipantComponent::getActor)
                .filter(actor -> FhirReferences.isTo(actor, type)).findFirst();
    }

    private static @Nullable Object instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static @Nullable AppointmentStatus status(Appointment.@Nullable AppointmentStatus status) {
        if (status == null) {
            return null;
        }
        return switch (status) {
            case PROPOSED, PENDING, WAITLIST -> AppointmentStatus.PROPOSED;
            case BOOKED -> AppointmentStatus.BOOKED;
            case ARRIVED, CHECKEDIN -> AppointmentStatus.ARRIVED;
            case FULFILLED -> AppointmentStatus.FULFILLED;
            case CANCELLED, ENTEREDINERROR -> AppointmentStatus.CANCELLED;
            case NOSHOW -> AppointmentStatus.NO_SHOW;
            case NULL -> null;
        };
    }
}
