package vestnik.clinic.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// FHIR R4 JSON: bundles, single resources, or NDJSON.
record FhirFormat(FhirMapping mapping) implements Format {

    static boolean isJson(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var start = new String(in.readNBytes(64), StandardCharsets.UTF_8);
            return start.replace("\ufeff", "").stripLeading().startsWith("{");
        }
    }

    @Override
    public String label() {
        return "FHIR R4";
    }

    @Override
    public Entries open(Path file) throws IOException {
        return new FhirEntries(file, mapping);
    }
}
