package vestnik.clinic.intake;

import static java.util.Objects.requireNonNull;
import static vestnik.clinic.intake.Column.*;

import org.springframework.stereotype.Component;

/// Checks a representative and for whom they act.
@Component
final class RepresentativeCheck {

    private final People people;

    RepresentativeCheck(People people) {
        this.people = people;
    }

    Checked check(Entry entry, Repeats repeats) {
        var reading = new Reading(entry);
        var id = reading.needed(ID, reading.id(ID));
        var patientId = reading.needed(PATIENT_ID, reading.id(PATIENT_ID));
        var person = people.read(reading, reading.yes(DECEASED));
        var relationship = reading.text(RELATIONSHIP);
        var fromOn = reading.date(FROM_ON);
        var untilOn = reading.date(UNTIL_ON);
        if (fromOn != null && untilOn != null && untilOn.isBefore(fromOn)) {
            reading.reject(UNTIL_ON, "before from_on");
        }
        return Checked.of(reading, () -> new RepresentativeRow(reading.line(), requireNonNull(id), person,
                requireNonNull(patientId), relationship, fromOn, untilOn, repeats.isLastOfItsPerson(entry)));
    }
}
