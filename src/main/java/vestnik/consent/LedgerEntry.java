package vestnik.consent;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// One grant or withdrawal with what proves it (152-FZ 9).
///
/// @param purpose any but NOTICE, which asks nobody
/// @param at when the person acted
/// @param representativeId who acted for the patient; null if the patient did
/// @param actor who recorded it: `patient`, `representative`, a user's name, an import
/// @param wording version of the wording agreed to
/// @param evidence message, ip, userAgent, document, import
public record LedgerEntry(long patientId, Purpose purpose, Channel channel, Act act, Instant at, Source source,
        @Nullable Long representativeId, String actor, @Nullable String wording, Map<String, String> evidence) {

    /// Takes a copy of the evidence.
    public LedgerEntry {
        evidence = Map.copyOf(evidence);
    }
}
