package vestnik.clinic.intake;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A representative and one patient for whom they act.
///
/// @param last whether no later row of the file is about the same representative: then this one says who they are
record RepresentativeRow(long line, String id, Person person, String patientId, @Nullable String relationship,
        @Nullable LocalDate fromOn, @Nullable LocalDate untilOn, boolean last) implements Row {

    @Override
    public @Nullable Object[] cells() {
        return new @Nullable Object[]{id, person.familyName(), person.givenName(), person.patronymic(),
                person.deceased(), person.locale(), person.email(), person.phoneNumber(), person.takesSms(), patientId,
                relationship, fromOn, untilOn, last};
    }
}
