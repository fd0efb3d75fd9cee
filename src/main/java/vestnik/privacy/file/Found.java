package vestnik.privacy.file;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A patient who fits what was looked for.
///
/// @param externalId the clinic's own id
/// @param name empty if the data are blocked
/// @param through whether a representative fits, not the patient
public record Found(String externalId, String name, @Nullable LocalDate birthDate, boolean blocked, boolean through) {}
