package vestnik.privacy.file;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vestnik.privacy.RequestKind;

/// What a patient, or who acts for them, asked of the clinic, and what they were told.
///
/// @param representative external id of who asked for the patient; null if the patient did
public record Asked(long id, RequestKind kind, @Nullable String representative, @Nullable String words, Instant madeAt,
        LocalDate dueOn, @Nullable Instant closedAt, @Nullable String closedBy, @Nullable String answer) {}
