package vestnik.consent;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// An opt-in that waits for its link or code.
///
/// @param purposes what would be granted
/// @param wordings version of the wording that was shown, by purpose; none where none was
/// @param locale language of who reads the letter
public record PendingConfirmation(long id, long patientId, Channel channel, Set<Purpose> purposes,
        Map<Purpose, String> wordings, Locale locale, Instant expiresAt) {}
