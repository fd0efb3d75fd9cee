package vestnik.clinic.intake.web;

import static vestnik.clinic.intake.Column.*;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vestnik.clinic.intake.Cells;
import vestnik.clinic.intake.Column;

/// A patient as JSON, whole: what is absent is not known. The fields hold what [Column] says of the cells of a file.
record PatientBody(@Nullable String familyName, @Nullable String givenName, @Nullable String patronymic,
        @Nullable String sex, @Nullable String birthDate, @Nullable Boolean deceased, @Nullable String deceasedOn,
        @Nullable Boolean incapable, @Nullable String locale, @Nullable String zone, @Nullable String email,
        @Nullable String phone) {

    Map<Column, String> cells(String id) {
        return new Cells().put(ID, id).put(FAMILY_NAME, familyName).put(GIVEN_NAME, givenName)
                .put(PATRONYMIC, patronymic).put(SEX, sex).put(BIRTH_DATE, birthDate).put(DECEASED, deceased)
                .put(DECEASED_ON, deceasedOn).put(INCAPABLE, incapable).put(LOCALE, locale).put(ZONE, zone)
                .put(EMAIL, email).put(PHONE, phone).toMap();
    }
}
