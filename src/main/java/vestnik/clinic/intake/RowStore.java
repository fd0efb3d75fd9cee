package vestnik.clinic.intake;

import java.util.List;
import org.springframework.stereotype.Component;

/// Stores checked rows of every kind.
@Component
class RowStore {

    private final Patients patients;
    private final Representatives representatives;
    private final Appointments appointments;
    private final Consents consents;

    RowStore(Patients patients, Representatives representatives, Appointments appointments, Consents consents) {
        this.patients = patients;
        this.representatives = representatives;
        this.appointments = appointments;
        this.consents = consents;
    }

    /// Needs a transaction.
    Stored store(long importId, FileKind kind, List<Row> rows) {
        if (rows.isEmpty()) {
            return Stored.NOTHING;
        }
        return switch (kind) {
            case PATIENTS -> patients.store(importId, of(PatientRow.class, rows));
            case REPRESENTATIVES -> representatives.store(of(RepresentativeRow.class, rows));
            case APPOINTMENTS -> appointments.store(of(AppointmentRow.class, rows));
            case CONSENTS -> consents.store(importId, of(ConsentRow.class, rows));
        };
    }

    private static <R extends Row> List<R> of(Class<R> type, List<Row> rows) {
        return rows.stream().map(type::cast).toList();
    }
}
