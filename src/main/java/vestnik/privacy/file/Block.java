package vestnik.privacy.file;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One time that a patient's data were blocked, until they were unblocked.
public record Block(Instant since, String reason, LocalDate dueOn, String blockedBy, @Nullable Instant liftedAt,
        @Nullable String liftedBy) {}
