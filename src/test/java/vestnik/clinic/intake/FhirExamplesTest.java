package vestnik.clinic.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Every patient, related person and appointment among the FHIR community's own examples.
class FhirExamplesTest extends ImportTest {

    private static final Pattern OF_USE = Pattern
            .compile("\"resourceType\"\\s*:\\s*\"(Patient|RelatedPerson|Appointment)\"");

    @Test
    void eachIsImportedOrRejectedWithAReason() throws IOException {
        var file = folder.resolve("examples.json");
        try (var out = Files.newBufferedWriter(file); var jar = examples()) {
            for (var entry : jar.stream().filter(FhirExamplesTest::isJson).toList()) {
                var text = read(jar, entry);
                if (OF_USE.matcher(text).find()) {
                    out.write(text);
                    out.newLine();
                }
            }
        }
        var run = imports.run(file, "test");
        LoggerFactory.getLogger(getClass()).info("fhir-examples: {} patients, representatives and appointments; "
                + "{} created, {} rejected, {} fields dropped, {} other resources; reasons {}", run.rowsTotal(),
                run.created(), run.rejected(), run.fieldsDropped(), run.ignored(), all("""
                        select field, reason, row_kept, count(*) from (
                          select field, regexp_replace(reason, '[0-9]+', 'n') as reason, row_kept from import_reject)
                        group by 1, 2, 3 order by 4 desc
                        """));
        assertThat(run).returns(305L, ImportRun::rowsTotal).returns(305L, ImportRun::rowsRead)
                .returns(282L, ImportRun::created).returns(23L, ImportRun::rejected);
        assertThat(all("""
                select count(*) from patient union all select count(*) from representative
                union all select count(*) from appointment
                """)).extracting(row -> row.get("count")).containsExactly(275L, 5L, 2L);
        assertThat(value("select count(distinct line) from import_reject where not row_kept")).isEqualTo(23L);
    }

    private static boolean isJson(JarEntry entry) {
        return entry.getName().startsWith("json/") && entry.getName().endsWith(".json");
    }

    private static JarFile examples() throws IOException {
        var url = Objects.requireNonNull(FhirExamplesTest.class.getResource("/json/spec/patient-example.json"));
        return ((JarURLConnection) url.openConnection()).getJarFile();
    }

    private static String read(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
