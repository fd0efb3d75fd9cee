package vestnik.clinic.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvImportTest extends ImportTest {

    @Test
    void aPatientIsStoredWithUsableContacts() {
        var run = handIn(FileKind.PATIENTS,
                "p1;Иванова;Анна;Петровна;Ж;01.02.1980;;;;ru;Asia/Omsk;Anna@Почта.РФ;8 (916) 123-45-67");
        assertThat(run).returns(1L, ImportRun::created).returns(0L, ImportRun::rejected)
                .returns(ImportRun.State.DONE, ImportRun::state).returns("CSV PATIENTS", ImportRun::format);
        assertThat(row("select patient.*, birth_date::text as born from patient"))
                .containsEntry("family_name", "Иванова").containsEntry("sex", "FEMALE")
                .containsEntry("email", "Anna@xn--80a1acny.xn--p1ai").containsEntry("phone", "+79161234567")
                .containsEntry("phone_takes_sms", true).containsEntry("zone", "Asia/Omsk")
                .containsEntry("born", "1980-02-01");
    }

    @Test
    void repeatingAFileChangesNothing() {
        String[] rows = {patient("p1"), patient("p2"), patient("p3"), patient("p4")};
        assertThat(handIn(FileKind.PATIENTS, rows)).returns(4L, ImportRun::created);
        var before = all("select xmin, updated_at, md5(patient::text) from patient order by id");
        assertThat(handIn(FileKind.PATIENTS, rows)).returns(0L, ImportRun::created).returns(0L, ImportRun::updated)
                .returns(4L, ImportRun::unchanged);
        assertThat(all("select xmin, updated_at, md5(patient::text) from patient order by id")).isEqualTo(before);
    }

    @Test
    void aChangedPatientIsUpdated() {
        handIn(FileKind.PATIENTS, "p1;Иванова;Анна;;F;1980-02-01;;;;;;;");
        assertThat(handIn(FileKind.PATIENTS, "p1;Петрова;Анна;;F;1980-02-01;;;;;;;")).returns(1L, ImportRun::updated);
        assertThat(value("select family_name from patient")).isEqualTo("Петрова");
    }

    @Test
    void theLastOfRowsWithOneIdHoldsEverywhere() {
        String[] rows = {"p1;First;;;;;;;;;;;", patient("p2"), patient("p3"), patient("p4"), "p1;Last;;;;;;;;;;;"};
        assertThat(handIn(FileKind.PATIENTS, rows)).returns(4L, ImportRun::created).returns(1L, ImportRun::rejected);
        assertThat(value("select family_name from patient where external_id = 'p1'")).isEqualTo("Last");
        assertThat(handIn(FileKind.PATIENTS, rows)).returns(0L, ImportRun::updated).returns(4L, ImportRun::unchanged);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"p1;;;;;;;;;;;nobody;|email|true", "p1;;;;;;;;;;;;112|phone|true",
            ";Nobody;;;;;;;;;;;|id|false", "p1;;;;;31.02.1980;;;;;;;|birth_date|false",
            "p1;;;;;2099-01-01;;;;;;;|birth_date|false", "p1;;;;;;maybe;;;;;;|deceased|false",
            "p1;;;;X;;;;;;;;|sex|false", "p1;;;;;;;;;de;;;|locale|false", "p1;;;;;;;;;;Moscow;;|zone|false",
            "p1;too;few|row|false", "p1;a\u0001b;;;;;;;;;;;|family_name|false"})
    void whatIsWrongIsRejectedAndTheRestGoesOn(String row, String field, boolean kept) throws IOException {
        var run = handIn(FileKind.PATIENTS, patient("a1"), patient("a2"), patient("a3"), row, patient("a4"));
        assertThat(run).returns(kept ? 5L : 4L, ImportRun::created).returns(kept ? 0L : 1L, ImportRun::rejected)
                .returns(kept ? 1L : 0L, ImportRun::fieldsDropped).returns(5L, ImportRun::rowsRead);
        assertThat(imports.rejects(run.id(), 0, 10)).singleElement().returns(5L, Reject::line)
                .returns(field, Reject::field).returns(kept, Reject::rowKept);
        assertThat(Files.readAllLines(rejectFile())).hasSize(2).first().isEqualTo("line;field;id;why");
    }

    @Test
    void rejectsRepeatNothingOfThePerson() throws IOException {
        handIn(FileKind.PATIENTS, "p1;Иванова;Анна;;Q;1980-02-01;;;;;;anna(at)example.org;+7000");
        assertThat(Files.readString(rejectFile())).contains("2;sex;p1;", "2;email;p1;", "2;phone;p1;")
                .doesNotContain("Иванова", "Анна", "anna", "+7000", "1980", "Q");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,;,false", "UTF-8,',',true", "windows-1251,;,false", "windows-1251,',',false"})
    void encodingSeparatorAndByteOrderMarkAreFoundOut(String charset, char separator, boolean mark) throws IOException {
        var text = FileKind.PATIENTS.header(separator) + "\r\n"
                + "p1;Иванова;Анна;Петровна;Ж;;;;;;;;\r\n".replace(';', separator);
        var file = Files.write(file(), ((mark ? "\ufeff" : "") + text).getBytes(Charset.forName(charset)));
        assertThat(imports.run(file, "test")).returns(1L, ImportRun::created);
        assertThat(value("select family_name || ' ' || given_name from patient")).isEqualTo("Иванова Анна");
    }

    @Test
    void aHeaderOfAnotherWordIsRefusedWithTheKnownOnes() {
        var file = write(FileKind.PATIENTS.header(';').replace("email", "e_mail"), patient("p1"));
        assertThatThrownBy(() -> imports.run(file, "test")).isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("line 1: unknown column e_mail")
                .hasMessageContaining(FileKind.PATIENTS.header(';'));
        assertThat(imports.findLatest(1)).singleElement().returns(ImportRun.State.REFUSED, ImportRun::state);
    }

    @Test
    void aMissingColumnIsRefused() {
        var file = write(FileKind.PATIENTS.header(';').replace(";phone", ""), patient("p1"));
        assertThatThrownBy(() -> imports.run(file, "test")).hasMessageContaining("missing column phone");
    }

    @ParameterizedTest
    @CsvSource({"p1;Иванова;Анна;Петровна;F;1980-02-01;;;;ru;;anna@example.org;+79161234567", "''"})
    void aFileWithoutAHeaderIsRefusedAndNotQuoted(String firstLine) {
        var file = write(firstLine);
        assertThatThrownBy(() -> imports.run(file, "test")).hasMessageContaining("does not name the columns")
                .hasMessageNotContainingAny("p1", "Иванова");
    }

    @Test
    void damagedUtf8IsRefusedWithItsLineAndNothingIsTaken() throws IOException {
        var good = String.join("\n", FileKind.PATIENTS.header(';'), "p1;Иванова;Анна;Петровна;Ж;;;;;;;;", "p2;Петр");
        var bytes = good.getBytes(StandardCharsets.UTF_8);
        var file = Files.write(file(), Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> imports.run(file, "test")).hasMessageContaining("line 3 is damaged")
                .hasMessageContaining("UTF-8");
        assertThat(value("select count(*) from patient")).isEqualTo(0L);
    }

    @ParameterizedTest
    @CsvSource({"IBM866,neither UTF-8 nor Windows-1251", "UTF-16,UTF-16"})
    void otherEncodingsAreRefused(String charset, String why) throws IOException {
        var text = FileKind.PATIENTS.header(';') + "\np1;Иванова;Анна;Петровна;Ж;;;;;;;;\n";
        var file = Files.write(file(), text.getBytes(Charset.forName(charset)));
        assertThatThrownBy(() -> imports.run(file, "test")).hasMessageContaining(why);
    }

    @Test
    void anUnclosedQuotationMarkIsRefusedWithItsPlace() {
        var file = write(FileKind.PATIENTS.header(';'), patient("p1"), "p2;\"Иванова;;;;;;;;;;;");
        assertThatThrownBy(() -> imports.run(file, "test")).hasMessageContaining("after line 2");
        assertThat(value("select count(*) from patient")).isEqualTo(0L);
    }
}
