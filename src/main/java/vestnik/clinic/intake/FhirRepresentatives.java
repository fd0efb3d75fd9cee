package vestnik.clinic.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.jspecify.annotations.Nullable;

/// Reads FHIR related persons: who acts for a patient, in the period that the resource names.
final class FhirRepresentatives {

    private FhirRepresentatives() {}

    static Entry entry(FhirResource resource, RelatedPerson person, Instant now) {
        var cells = new Cells().put(Column.ID, resource.id())
                .put(Column.PATIENT_ID, FhirReferences.idOf(person.getPatient()))
                .put(Column.RELATIONSHIP, relationship(person))
                .put(Column.FROM_ON, day(person.getPeriod().getStartElement()))
                .put(Column.UNTIL_ON, dayAfter(day(person.getPeriod().getEndElement())));
        FhirPersons.name(cells, person.getName(), now);
        FhirPersons.contacts(cells, person.getTelecom(), now);
        return new Entry(FileKind.REPRESENTATIVES, resource.number(), cells.toMap(), List.of());
    }

    private static @Nullable String relationship(RelatedPerson person) {
        return person.getRelationship().stream().map(FhirRepresentatives::words).filter(word -> !word.isEmpty())
                .findFirst().orElse(null);
    }

    private static String words(CodeableConcept concept) {
        var coding = concept.getCodingFirstRep();
        return Stream.of(concept.getText(), coding.getDisplay(), coding.getCode()).filter(Objects::nonNull).findFirst()
                .orElse("");
    }

    // A period without a day ends, or begins, with the first day that it may mean.
    private static @Nullable String day(DateTimeType date) {
        if (!date.hasValue()) {
            return null;
        }
        var text = date.getValueAsString();
        return switch (text.length()) {
            case 4 -> text + "-01-01";
            case 7 -> text + "-01";
            default -> text.substring(0, 10);
        };
    }

    // FHIR's periods include their end.
    private static @Nullable LocalDate dayAfter(@Nullable String day) {
        return day == null ? null : LocalDate.parse(day).plusDays(1);
    }
}
