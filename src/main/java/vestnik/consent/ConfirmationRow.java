package vestnik.consent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// A confirmation as it stands.
///
/// @param readerId the representative who got the letter; null if the patient did
/// @param message the letter, `mailing.ordinal`; null while there is none
/// @param readerSpeaks whether who got the letter may speak for the patient today
record ConfirmationRow(long id, ConfirmationKind kind, long patientId, @Nullable Long readerId, Channel channel,
        Set<Purpose> purposes, Map<Purpose, String> wordings, Map<String, String> evidence, String code,
        Instant requestedAt, Instant expiresAt, int letters, Instant letterAskedAt, int wrongCodes, boolean confirmed,
        @Nullable String message, boolean readerSpeaks, Locale locale) {

    static final int WRONG_CODES = 5;

    boolean isOver(Instant now) {
        return !now.isBefore(expiresAt) || wrongCodes >= WRONG_CODES || !readerSpeaks;
    }

    boolean isCode(String entered) {
        return MessageDigest.isEqual(code.getBytes(StandardCharsets.UTF_8),
                entered.replaceAll("\\D", "").getBytes(StandardCharsets.UTF_8));
    }

    boolean asksTheSame(OptIn wish) {
        return purposes.equals(wish.purposes()) && wordings.equals(wish.wordings());
    }

    PendingConfirmation pending() {
        return new PendingConfirmation(id, patientId, channel, purposes, wordings, locale, expiresAt);
    }

    String actor() {
        return readerId == null ? "patient" : "representative";
    }

    /// What proves the request, by names that begin with `request.`, and what proves the confirmation.
    Map<String, String> proof(Map<String, String> confirming) {
        var proof = new HashMap<>(confirming);
        evidence.forEach((name, value) -> proof.put("request." + name, value));
        proof.put("request.at", requestedAt.toString());
        proof.put("confirmation", "" + id);
        if (message != null) {
            proof.put("message", message);
        }
        return proof;
    }
}
