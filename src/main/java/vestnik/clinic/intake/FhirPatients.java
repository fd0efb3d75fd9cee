package vestnik.clinic.intake;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.PatientCommunicationComponent;
import org.jspecify.annotations.Nullable;

/// Reads FHIR patients.
final class FhirPatients {

    private static final int OF_AGE = 18;

    private FhirPatients() {}

    static Entry entry(FhirResource resource, Patient patient, Instant now) {
        var cells = new Cells().put(Column.ID, resource.id()).put(Column.SEX, sex(patient.getGender()))
                .put(Column.LOCALE, language(patient.getCommunication()));
        FhirPersons.name(cells, patient.getName(), now);
        FhirPersons.contacts(cells, patient.getTelecom(), now);
        deceased(cells, patient);
        return birthDate(new Entry(FileKind.PATIENTS, resource.number(), cells.toMap(), List.of()), cells,
                patient.getBirthDateElement(), now);
    }

    private static @Nullable String sex(@Nullable AdministrativeGender gender) {
        return gender == AdministrativeGender.FEMALE || gender == AdministrativeGender.MALE ? gender.name() : null;
    }

    private static @Nullable String language(List<PatientCommunicationComponent> spoken) {
        return spoken.stream().sorted(Comparator.comparing(one -> !isTrue(one.getPreferredElement())))
                .flatMap(one -> one.getLanguage().getCoding().stream()).map(Coding::getCode).filter(Objects::nonNull)
                .map(code -> code.replaceFirst("[-_].*", "").toLowerCase(Locale.ROOT))
                .filter(code -> code.equals("ru") || code.equals("en")).findFirst().orElse(null);
    }

    private static boolean isTrue(BooleanType flag) {
        return Boolean.TRUE.equals(flag.getValue());
    }

    private static void deceased(Cells cells, Patient patient) {
        if (patient.getDeceased() instanceof BooleanType dead && isTrue(dead)) {
            cells.put(Column.DECEASED, "true");
        }
        if (patient.getDeceased() instanceof DateTimeType since && since.hasValue()) {
            cells.put(Column.DECEASED, "true");
            cells.put(Column.DECEASED_ON, day(since.getPrecision(), since.getValueAsString()));
        }
    }

    // A birth date without a day is left out where the person is of age on any day of it, for nothing else follows.
    private static Entry birthDate(Entry entry, Cells cells, DateType date, Instant now) {
        if (!date.hasValue()) {
            return entry;
        }
        var day = day(date.getPrecision(), date.getValueAsString());
        if (day != null) {
            cells.put(Column.BIRTH_DATE, day);
            return entry;
        }
        var ofAge = !latest(date.getValueAsString()).plusYears(OF_AGE)
                .isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC));
        return entry.with(new Reject(entry.line(), Column.BIRTH_DATE.header(), entry.id(),
                ofAge ? "not a whole date" : "not a whole date, and may be a minor's", ofAge));
    }

    private static LocalDate latest(String partial) {
        return YearMonth.parse(partial.length() == 4 ? partial + "-12" : partial).atEndOfMonth();
    }

    private static @Nullable String day(TemporalPrecisionEnum precision, String date) {
        return precision == TemporalPrecisionEnum.YEAR || precision == TemporalPrecisionEnum.MONTH
                ? null
                : date.substring(0, 10);
    }
}
