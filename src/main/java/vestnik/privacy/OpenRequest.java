package vestnik.privacy;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a person asked of the clinic and has not been answered yet.
///
/// @param patient the clinic's own id
/// @param representative external id of who asked for the patient; null if the patient did
/// @param words in the person's own words, if they said any
public record OpenRequest(long id, String patient, @Nullable String representative, RequestKind kind,
        @Nullable String words, Instant madeAt, LocalDate dueOn) {}
