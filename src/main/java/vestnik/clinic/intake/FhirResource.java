package vestnik.clinic.intake;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One resource as it stands in a file.
///
/// @param number in the file, from 1
/// @param json empty for a type of which there is no use
/// @param id its logical id, else what its bundle calls it
record FhirResource(long number, String type, String json, @Nullable String id) {

    /// The kind of entry it makes; empty if there is no use for it.
    Optional<FileKind> kind() {
        return kindOf(type);
    }

    static Optional<FileKind> kindOf(String type) {
        return switch (type) {
            case "Patient" -> Optional.of(FileKind.PATIENTS);
            case "RelatedPerson" -> Optional.of(FileKind.REPRESENTATIVES);
            case "Appointment" -> Optional.of(FileKind.APPOINTMENTS);
            default -> Optional.empty();
        };
    }
}
