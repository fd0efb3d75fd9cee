package vestnik.clinic.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vestnik.clinic.AppointmentStatus;

/// A visit to be upserted, with whom and where.
record AppointmentRow(long line, String id, String patientId, @Nullable String specialistId,
        @Nullable String specialistName, @Nullable BranchCells branch, Instant startsAt, @Nullable Instant endsAt,
        AppointmentStatus status, @Nullable Instant bookedAt) implements Row {

    /// A branch as far as the row tells of it.
    record BranchCells(String id, @Nullable String name, @Nullable String address, @Nullable String phone,
            @Nullable String zone) {}

    @Override
    public @Nullable Object[] cells() {
        var at = branch == null ? new BranchCells("", null, null, null, null) : branch;
        return new @Nullable Object[]{id, patientId, specialistId, specialistName, branch == null ? null : at.id(),
                at.name(), at.address(), at.phone(), at.zone(), startsAt, endsAt, status, bookedAt};
    }
}
