package vestnik.consent;

import org.jspecify.annotations.Nullable;

/// The latest SMS that went to a phone, to which a reply answers.
///
/// @param representativeId who read it for the patient; null if the patient did
public record LatestSms(long mailingId, int ordinal, long patientId, @Nullable Long representativeId) {

    String message() {
        return mailingId + "." + ordinal;
    }
}
