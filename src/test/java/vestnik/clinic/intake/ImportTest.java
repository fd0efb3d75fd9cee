package vestnik.clinic.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vestnik.test.VestnikTest;

/// Hands files to an empty clinic, in pages so small that a few rows make several transactions.
@VestnikTest
@TestPropertySource(properties = "vestnik.intake.page-rows=3")
abstract class ImportTest {

    @Autowired
    Imports imports;
    @Autowired
    JdbcClient jdbc;
    @TempDir
    Path folder;

    @BeforeEach
    void forgetEverybody() {
        jdbc.sql("""
                alter table consent_ledger disable trigger consent_ledger_append_only;
                delete from consent_ledger;
                alter table consent_ledger enable trigger consent_ledger_append_only;
                delete from consent;
                delete from confirmation;
                delete from unconfirmed_stop;
                delete from import_run;
                delete from representation;
                delete from representative;
                delete from appointment;
                delete from branch;
                delete from specialist;
                delete from patient;
                """).update();
    }

    ImportRun handIn(FileKind kind, String... rows) {
        return imports.run(write(kind.header(';'), rows), "test");
    }

    Path write(String firstLine, String... rows) {
        try {
            return Files.writeString(file(), firstLine + "\n" + String.join("\n", rows) + "\n");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    Path file() {
        return folder.resolve("file.csv");
    }

    Path rejectFile() {
        return folder.resolve("file.csv.rejects.csv");
    }

    static String patient(String id) {
        return id + ";Иванова;Анна;Петровна;F;1980-02-01;;;;ru;;anna@example.org;+79161234567";
    }

    @Nullable
    Object value(String sql) {
        return jdbc.sql(sql).query().singleValue();
    }

    Map<String, @Nullable Object> row(String sql) {
        return jdbc.sql(sql).query().singleRow();
    }

    List<Map<String, @Nullable Object>> all(String sql) {
        return jdbc.sql(sql).query().listOfRows();
    }
}
