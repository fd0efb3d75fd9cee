package vestnik.box.clinic;

import java.time.LocalDateTime;
import java.util.List;
import vestnik.clinic.AppointmentStatus;

/// A row of the clinic's file of appointments; times are the branch's.
record Visit(String id, String patientId, Specialists.Specialist specialist, Branch branch, LocalDateTime start,
        AppointmentStatus status, LocalDateTime booked) {

    List<String> row() {
        return List.of(id, patientId, specialist.id(), specialist.name(), branch.id(),
                branch.title(), branch.address(), branch.phone(), branch.zone().getId(), start.toString(),
                start.plusMinutes(30).toString(), status.name(), booked.toString());
    }
}
