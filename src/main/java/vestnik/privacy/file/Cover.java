package vestnik.privacy.file;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Who a patient is. Nothing personal unless the file is open.
///
/// @param externalId the clinic's own id
/// @param inCare whether somebody else acts for them: a minor, or an adult who cannot
/// @param zone theirs, or null for the clinic's
public record Cover(
        long id,
        String externalId,
        Visibility visibility,
        String name,
        @Nullable LocalDate birthDate,
        boolean inCare,
        boolean incapable,
        boolean deceased,
        @Nullable String email,
        @Nullable String phone,
        boolean phoneTakesSms,
        String locale,
        @Nullable String zone,
        @Nullable Instant updatedAt) {}
