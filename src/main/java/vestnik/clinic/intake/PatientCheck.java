package vestnik.clinic.intake;

import static java.util.Objects.requireNonNull;
import static vestnik.clinic.intake.Column.*;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vestnik.clinic.ClinicSettings;

/// Checks a patient.
@Component
final class PatientCheck {

    private final People people;
    private final Clock clock;
    private final ClinicSettings clinic;

    PatientCheck(People people, Clock clock, ClinicSettings clinic) {
        this.people = people;
        this.clock = clock;
        this.clinic = clinic;
    }

    Checked check(Entry entry) {
        var reading = new Reading(entry);
        var id = reading.needed(ID, reading.id(ID));
        var deceasedOn = past(reading, DECEASED_ON);
        var person = people.read(reading, reading.yes(DECEASED) || deceasedOn != null);
        var sex = reading.value(SEX, Words::sex, "neither FEMALE nor MALE");
        var birthDate = past(reading, BIRTH_DATE);
        var incapable = reading.yes(INCAPABLE);
        var zone = reading.zone(ZONE);
        if (birthDate != null && deceasedOn != null && deceasedOn.isBefore(birthDate)) {
            reading.reject(DECEASED_ON, "before the birth date");
        }
        return Checked.of(reading, () -> new PatientRow(reading.line(), requireNonNull(id), person, sex, birthDate,
                deceasedOn, incapable, name(zone)));
    }

    private @Nullable LocalDate past(Reading reading, Column column) {
        var date = reading.date(column);
        if (date != null && date.isAfter(LocalDate.ofInstant(clock.instant(), clinic.zone()).plusDays(1))) {
            reading.reject(column, "in the future");
        }
        return date;
    }

    private static @Nullable String name(@Nullable ZoneId zone) {
        return zone == null ? null : zone.getId();
    }
}
