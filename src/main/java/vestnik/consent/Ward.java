package vestnik.consent;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;

/// A patient for whom whoever reads a message decides today: they themselves, or someone in their care.
///
/// @param givenName null for the reader themselves
/// @param today in the patient's zone
/// @param reachable on which channels the clinic has an address of the reader
public record Ward(long patientId, @Nullable String givenName, LocalDate today, Set<Channel> reachable) {}
