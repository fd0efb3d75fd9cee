package vestnik.clinic.intake;

import java.time.Duration;

/// How far an import is.
///
/// @param perSecond rows, since the import began or was gone on with
/// @param left at this rate
public record ImportProgress(long importId, long done, long total, long perSecond, Duration left) {}
