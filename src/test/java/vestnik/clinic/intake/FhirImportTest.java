package vestnik.clinic.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FhirImportTest extends ImportTest {

    static final String PATIENT = """
            {"resourceType":"Patient","id":"p1","gender":"female","birthDate":"2015-03-04",
             "name":[{"use":"old","family":"Старая"},{"use":"official","family":"Иванова","given":["Анна","Петровна"]}],
             "telecom":[{"system":"phone","use":"home","value":"+7 495 123-45-67"},
               {"system":"phone","use":"mobile","value":"8 916 123-45-67"},
               {"system":"email","rank":2,"value":"second@example.org"},
               {"system":"email","rank":1,"value":"first@example.org"},
               {"system":"email","use":"old","rank":1,"value":"old@example.org"}],
             "communication":[{"language":{"coding":[{"code":"en-GB"}]}}]}
            """;
    static final String RELATED = """
            {"resourceType":"RelatedPerson","id":"r1","patient":{"reference":"Patient/p1"},
             "relationship":[{"coding":[{"code":"MTH","display":"mother"}]}],"name":[{"family":"Иванова","given":["Ольга"]}],
             "telecom":[{"system":"email","value":"olga@example.org"}],"period":{"start":"2015-03","end":"2033-03-03"}}
            """;
    static final String APPOINTMENT = """
            {"resourceType":"Appointment","id":"a1","status":"booked","description":"Colonoscopy of the colon",
             "serviceType":[{"text":"Colonoscopy"}],"reasonCode":[{"text":"Colonoscopy"}],
             "start":"2026-11-25T10:30:00+03:00","end":"2026-11-25T11:00:00+03:00","created":"2026-11-01",
             "participant":[{"actor":{"reference":"Patient/p1"},"status":"accepted"},
               {"actor":{"reference":"Practitioner/d1","display":"Dr Smirnov"},"status":"accepted"},
               {"actor":{"reference":"Location/l1","display":"On Lenin street"},"status":"accepted"}]}
            """;

    @Test
    void aBundleInAnyOrderBecomesPatientsRepresentativesAndVisits() {
        var run = handIn(bundle(APPOINTMENT, RELATED, PATIENT, "{\"resourceType\":\"Observation\",\"id\":\"o\"}"));
        assertThat(run).returns(3L, ImportRun::created).returns(1L, ImportRun::ignored)
                .returns(3L, ImportRun::rowsTotal)
                .returns("FHIR R4", ImportRun::format).returns(0L, ImportRun::rejected);
        assertThat(row("select patient.*, birth_date::text as born from patient"))
                .containsEntry("family_name", "Иванова").containsEntry("given_name", "Анна")
                .containsEntry("patronymic", "Петровна").containsEntry("email", "first@example.org")
                .containsEntry("phone", "+79161234567").containsEntry("locale", "en")
                .containsEntry("born", "2015-03-04");
        assertThat(row("select relationship, from_on::text as f, until_on::text as u from representation"))
                .containsEntry("relationship", "mother").containsEntry("f", "2015-03-01")
                .containsEntry("u", "2033-03-04");
        assertThat(row("""
                select status, version, specialist.name as specialist, branch.name as branch
                from appointment join specialist on specialist.id = specialist_id join branch on branch.id = branch_id
                """)).containsEntry("status", "BOOKED").containsEntry("specialist", "Dr Smirnov")
                .containsEntry("branch", "On Lenin street").containsEntry("version", 1);
    }

    @Test
    void nothingMedicalIsKept() {
        handIn(bundle(PATIENT, APPOINTMENT));
        assertThat(value("""
                select string_agg(appointment::text || specialist::text || branch::text, '')
                from appointment join specialist on specialist.id = specialist_id join branch on branch.id = branch_id
                """)).asString().doesNotContain("olonoscopy");
    }

    @Test
    void ndjsonAndASingleResourceAreReadToo() {
        assertThat(handIn(line(PATIENT) + line(APPOINTMENT) + line(RELATED))).returns(3L, ImportRun::created);
        assertThat(handIn(PATIENT)).returns(1L, ImportRun::unchanged);
    }

    @Test
    void bundlesInBundlesAndEmptyOnesAreReadToo() {
        assertThat(handIn(bundle(bundle(PATIENT), bundle()) + "{\"resourceType\":\"Bundle\",\"type\":\"batch\"}"))
                .returns(1L, ImportRun::created).returns(0L, ImportRun::ignored);
    }

    @Test
    void aPatientThatOnlyItsBundleNamesIsFoundByItsVisits() {
        var bundle = """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"fullUrl":"urn:uuid:0b1e","resource":%s},{"resource":%s}]}
                """.formatted(PATIENT.replace("\"id\":\"p1\",", ""),
                APPOINTMENT.replace("\"Patient/p1\"", "\"urn:uuid:0b1e\",\"type\":\"Patient\""));
        assertThat(handIn(bundle)).returns(2L, ImportRun::created);
    }

    @Test
    void elementsWithoutAValueAreNotThere() {
        var none = "{\"extension\":[{\"url\":\"http://x\",\"valueCode\":\"unknown\"}]}";
        assertThat(handIn("""
                {"resourceType":"Patient","id":"p1","_deceasedDateTime":%1$s,"_birthDate":%1$s,"_gender":%1$s,
                 "name":[{"_family":%1$s,"_given":[%1$s],"period":{"_start":%1$s,"_end":%1$s}}],
                 "telecom":[{"system":"email","_value":%1$s},{"_system":%1$s,"value":"x"}],
                 "communication":[{"language":{"coding":[{"_code":%1$s}]}}]}
                """.formatted(none))).returns(1L, ImportRun::created).returns(0L, ImportRun::fieldsDropped);
    }

    @ParameterizedTest
    @CsvSource({"proposed,PROPOSED", "pending,PROPOSED", "waitlist,PROPOSED", "arrived,ARRIVED", "checked-in,ARRIVED",
            "fulfilled,FULFILLED", "cancelled,CANCELLED", "entered-in-error,CANCELLED", "noshow,NO_SHOW"})
    void statesAreTranslated(String fhir, String ours) {
        handIn(bundle(PATIENT, APPOINTMENT.replace("booked", fhir)));
        assertThat(value("select status from appointment")).isEqualTo(ours);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"deceasedBoolean\":true|true|",
            "\"deceasedDateTime\":\"2020-02-03\"|true|2020-02-03",
            "\"deceasedDateTime\":\"2020\"|true|", "\"deceasedBoolean\":false|false|"})
    void whoHasDiedIsNoted(String element, boolean deceased, String on) {
        handIn(PATIENT.replace("\"gender\"", element + ",\"gender\""));
        assertThat(row("select deceased, deceased_on::text as day from patient")).containsEntry("deceased", deceased)
                .containsEntry("day", on);
    }

    @ParameterizedTest
    @CsvSource({"2015-03-04,1974,true", "2015-03-04,2015,false", "2015-03-04,2015-13-45,false",
            "female,feminine,false", "\"id\":\"p1\",\"language\":\"ru\",false"})
    void whatCannotBeTakenIsRejectedWithAReason(String before, String after, boolean kept) {
        var run = handIn(bundle(PATIENT.replace(before, after),
                PATIENT.replace("\"p1\"", "\"p2\"")));
        assertThat(run).returns(kept ? 2L : 1L, ImportRun::created);
        assertThat(imports.rejects(run.id(), 0, 9)).singleElement().returns(1L, Reject::line)
                .returns(kept, Reject::rowKept);
    }

    @ParameterizedTest
    @CsvSource({"'{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Pat',BROKEN_JSON",
            "'{\"some\":\"thing\"}',NOT_FHIR", "'{} []',NOT_FHIR"})
    void aBrokenFileIsRefusedWhole(String text, String code) {
        assertThatThrownBy(() -> handIn(text)).isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("line 1").extracting("code").isEqualTo(code);
    }

    @Test
    void aBrokenLineOfNdjsonIsNamedAndNothingIsTaken() {
        assertThatThrownBy(() -> handIn(line(PATIENT) + "{\"resourceType\":\"Patient\",\"id\" \"p2\"}\n"))
                .hasMessageContaining("line 2");
        assertThat(value("select count(*) from patient")).isEqualTo(0L);
    }

    private ImportRun handIn(String json) {
        try {
            return imports.run(Files.writeString(folder.resolve("file.json"), json), "test");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String line(String resource) {
        return resource.replace("\n", " ") + "\n";
    }

    private static String bundle(String... resources) {
        var entries = Stream.of(resources).map("{\"resource\":%s}"::formatted)
                .collect(Collectors.joining(","));
        return "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[" + entries + "]}";
    }
}
