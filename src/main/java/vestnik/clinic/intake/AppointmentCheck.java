package vestnik.clinic.intake;

import static java.util.Objects.requireNonNull;
import static vestnik.clinic.intake.Column.*;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vestnik.clinic.AppointmentStatus;
import vestnik.clinic.intake.AppointmentRow.BranchCells;

/// Checks an appointment; local times are the branch's.
@Component
final class AppointmentCheck {

    private static final String NO_TIME = "not a time such as 2026-11-25T10:30 that the clock shows";

    Checked check(Entry entry, BranchZones zones) {
        var reading = new Reading(entry);
        var id = reading.needed(ID, reading.id(ID));
        var patientId = reading.needed(PATIENT_ID, reading.id(PATIENT_ID));
        var specialistId = reading.id(SPECIALIST_ID);
        var specialistName = reading.text(SPECIALIST_NAME);
        var branch = branch(reading);
        var zone = zones.of(branch);
        var startsAt = reading.needed(STARTS_AT, time(reading, STARTS_AT, zone));
        var endsAt = time(reading, ENDS_AT, zone);
        var status = reading.needed(STATUS, reading.value(STATUS, Words.of(AppointmentStatus.class),
                Words.among(AppointmentStatus.class)));
        var bookedAt = time(reading, BOOKED_AT, zone);
        if (startsAt != null && endsAt != null && endsAt.isBefore(startsAt)) {
            reading.reject(ENDS_AT, "before starts_at");
        }
        return Checked.of(reading, () -> new AppointmentRow(reading.line(), requireNonNull(id),
                requireNonNull(patientId), specialistId, specialistName, branch, requireNonNull(startsAt), endsAt,
                requireNonNull(status), bookedAt));
    }

    private static @Nullable BranchCells branch(Reading reading) {
        var id = reading.id(BRANCH_ID);
        var zone = reading.zone(BRANCH_ZONE);
        var name = reading.text(BRANCH_NAME);
        var address = reading.text(BRANCH_ADDRESS);
        var phone = reading.text(BRANCH_PHONE);
        return id == null ? null : new BranchCells(id, name, address, phone, zone == null ? null : zone.getId());
    }

    private static @Nullable Instant time(Reading reading, Column column, ZoneId zone) {
        return reading.value(column, text -> Moments.time(text, zone), NO_TIME);
    }
}
