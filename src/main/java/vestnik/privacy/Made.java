package vestnik.privacy;

import java.time.LocalDate;
import vestnik.consent.Reach;

/// A request that the clinic sees from now on.
///
/// @param dueOn by when the clinic answers it
/// @param reach how far a BLOCKING reaches, which acts at once; COMPLETE for the others, which stop nothing
public record Made(long id, LocalDate dueOn, Reach reach) {}
