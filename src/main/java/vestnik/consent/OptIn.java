package vestnik.consent;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// A wish to be written to, which counts once whoever reads the address confirms it.
///
/// @param representativeId who asks for the patient; null if the patient does
/// @param purposes what for; those that need no consent cannot be asked for
/// @param wordings version of the wording that was shown, by purpose
/// @param evidence what proves the request: ip, userAgent, import, user
public record OptIn(long patientId, @Nullable Long representativeId, Set<Purpose> purposes, Channel channel,
        Source source, Map<Purpose, String> wordings, Map<String, String> evidence) {

    /// Refuses what needs no consent.
    public OptIn {
        if (!purposes.stream().allMatch(Purpose::needsConsent)) {
            throw new IllegalArgumentException("only marketing is opted in to, not " + purposes);
        }
    }

    String actor() {
        return representativeId == null ? "patient" : "representative";
    }
}
