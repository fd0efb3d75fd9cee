package vestnik.clinic.intake;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vestnik.clinic.Sex;

/// A patient to be upserted.
record PatientRow(long line, String id, Person person, @Nullable Sex sex, @Nullable LocalDate birthDate,
        @Nullable LocalDate deceasedOn, boolean incapable, @Nullable String zone) implements Row {

    @Override
    public @Nullable Object[] cells() {
        return new @Nullable Object[]{id, person.familyName(), person.givenName(), person.patronymic(),
                person.deceased(), person.locale(), person.email(), person.phoneNumber(), person.takesSms(), sex,
                birthDate, deceasedOn, incapable, zone};
    }
}
