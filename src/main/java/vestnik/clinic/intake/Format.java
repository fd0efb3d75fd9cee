package vestnik.clinic.intake;

import java.io.IOException;
import java.nio.file.Path;

/// How a file is written.
sealed interface Format permits CsvFormat, FhirFormat {

    /// As a person reads it.
    String label();

    /// The entries of the file, from the first.
    Entries open(Path file) throws IOException;

    /// Finds out how the file is written.
    static Format of(Path file) throws IOException {
        return FhirFormat.isJson(file) ? new FhirFormat() : CsvFormat.of(file);
    }
}
