package vestnik.clinic.intake;

import java.io.IOException;
import java.nio.file.Path;

/// How a file is written.
sealed interface Format permits CsvFormat, FhirFormat {

    /// As a person reads it.
    String label();

    /// The entries of the file, from the first.
    Entries open(Path file) throws IOException;
}
