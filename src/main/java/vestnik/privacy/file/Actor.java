package vestnik.privacy.file;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Who acts for a patient, or did.
///
/// @param externalId the clinic's own id
/// @param untilOn the first day on which they act no more; null if there is none
/// @param acts whether they act today
public record Actor(String externalId, String name, @Nullable String relationship, @Nullable String email,
        @Nullable String phone, @Nullable LocalDate fromOn, @Nullable LocalDate untilOn, boolean acts) {}
