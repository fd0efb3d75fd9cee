package vestnik.box.clinic;

import java.time.LocalDate;
import java.util.List;
import vestnik.clinic.Sex;

/// A row of the clinic's file of patients.
record Patient(String id, Name name, Sex sex, LocalDate birth, Life life, String locale, Branch branch,
        Contact contact) {

    enum Life {
        OF_AGE, MINOR, INCAPABLE, DECEASED, DECEASED_SINCE
    }

    boolean actsAlone() {
        return life == Life.OF_AGE;
    }

    List<String> row(LocalDate today) {
        return List.of(id, name.family(), name.given(), name.patronymic(), sex.name(), birth.toString(),
                life == Life.DECEASED ? "да" : "",
                life == Life.DECEASED_SINCE ? today.minusDays(40).toString() : "",
                life == Life.INCAPABLE ? "да" : "", locale,
                branch == Branch.BRYANSK ? "" : branch.zone().getId(), contact.email(), contact.phone());
    }
}
