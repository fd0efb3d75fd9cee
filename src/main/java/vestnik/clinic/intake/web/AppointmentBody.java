package vestnik.clinic.intake.web;

import static vestnik.clinic.intake.Column.*;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vestnik.clinic.intake.Cells;
import vestnik.clinic.intake.Column;

/// An appointment as JSON, whole: what is absent is not known. The fields hold what [Column] says of the cells of a file.
record AppointmentBody(@Nullable String patientId, @Nullable String specialistId, @Nullable String specialistName,
        @Nullable String branchId, @Nullable String branchName, @Nullable String branchAddress,
        @Nullable String branchPhone, @Nullable String branchZone, @Nullable String startsAt, @Nullable String endsAt,
        @Nullable String status, @Nullable String bookedAt) {

    Map<Column, String> cells(String id) {
        return new Cells().put(ID, id).put(PATIENT_ID, patientId).put(SPECIALIST_ID, specialistId)
                .put(SPECIALIST_NAME, specialistName).put(BRANCH_ID, branchId).put(BRANCH_NAME, branchName)
                .put(BRANCH_ADDRESS, branchAddress).put(BRANCH_PHONE, branchPhone).put(BRANCH_ZONE, branchZone)
                .put(STARTS_AT, startsAt).put(ENDS_AT, endsAt).put(STATUS, status).put(BOOKED_AT, bookedAt).toMap();
    }
}
