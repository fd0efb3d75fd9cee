package vestnik.clinic.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepresentativeImportTest extends ImportTest {

    static final String MOTHER = "r1;Иванова;Ольга;;no;ru;olga@example.org;+79161234568;p1;mother;2020-01-01;2030-01-01";

    @BeforeEach
    void twoChildren() {
        handIn(FileKind.PATIENTS, patient("p1"), patient("p2"), patient("p3"), patient("p4"));
    }

    @Test
    void aRepresentativeActsFromADayUntilAnother() {
        assertThat(handIn(FileKind.REPRESENTATIVES, MOTHER)).returns(1L, ImportRun::created);
        assertThat(row("""
                select given_name, email, relationship, from_on::text, until_on::text
                from representation join representative on representative.id = representative_id
                """)).containsEntry("given_name", "Ольга").containsEntry("email", "olga@example.org")
                .containsEntry("relationship", "mother").containsEntry("from_on", "2020-01-01")
                .containsEntry("until_on", "2030-01-01");
    }

    @Test
    void withoutDaysItIsAlways() {
        handIn(FileKind.REPRESENTATIVES, MOTHER.replace("2020-01-01;2030-01-01", ";"));
        assertThat(value("select count(*) from representation where from_on = '-infinity' and until_on = 'infinity'"))
                .isEqualTo(1L);
    }

    @Test
    void theLastRowSaysWhoTheRepresentativeIsAndRepeatingItChangesNothing() {
        String[] rows = {MOTHER, MOTHER.replace("p1", "p2").replace("Ольга", "Оля"), MOTHER.replace("p1", "p3"),
                MOTHER.replace("p1", "p4").replace("Ольга", "Елена")};
        assertThat(handIn(FileKind.REPRESENTATIVES, rows)).returns(4L, ImportRun::created);
        assertThat(value("select given_name from representative")).isEqualTo("Елена");
        assertThat(handIn(FileKind.REPRESENTATIVES, rows)).returns(4L, ImportRun::unchanged);
        assertThat(value("select count(*) from representation")).isEqualTo(4L);
    }

    @Test
    void aNewPhoneOrAnotherEndIsAnUpdate() {
        handIn(FileKind.REPRESENTATIVES, MOTHER);
        assertThat(handIn(FileKind.REPRESENTATIVES, MOTHER.replace("4568", "4569"))).returns(1L, ImportRun::updated);
        assertThat(handIn(FileKind.REPRESENTATIVES, MOTHER.replace("4568", "4569").replace("2030", "2026")))
                .returns(1L, ImportRun::updated);
        assertThat(value("select until_on::text from representation")).isEqualTo("2026-01-01");
    }

    @Test
    void anUnknownPatientOrAnEndBeforeTheStartIsRejected() {
        var run = handIn(FileKind.REPRESENTATIVES, MOTHER.replace("p1", "p9"), MOTHER.replace("2030", "2010"));
        assertThat(imports.rejects(run.id(), 0, 9)).extracting(Reject::field).containsExactly("patient_id", "until_on");
        assertThat(value("select count(*) from representative")).isEqualTo(0L);
    }
}
