package vestnik.channel.email;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vestnik.template.EmailContent;
import vestnik.vocabulary.Purpose;

/// What one e-mail shall say, and to whom.
///
/// @param reference opaque id of the message ("mailingId.ordinal"): stands in Message-ID and envelope sender
/// @param mailingId stands in Feedback-ID as the campaign
/// @param purpose decides the sender's address and the headers
/// @param to the bare address; its domain may be written in Unicode
/// @param locale language of the content
/// @param content what the template rendered
/// @param unsubscribe one-click address (RFC 8058); needed for every purpose that needs consent
/// @param date stands in Date; the same at every retry gives the same bytes
public record EmailDraft(String reference, long mailingId, Purpose purpose, String to, Locale locale,
        EmailContent content, @Nullable URI unsubscribe, Instant date) {

    private static final int LONGEST_REFERENCE = 40;

    public EmailDraft {
        if (reference.isEmpty() || reference.length() > LONGEST_REFERENCE
                || !reference.chars().allMatch(EmailDraft::mayStandInReference)) {
            throw new IllegalArgumentException("A reference is 1 to 40 of a-z, 0-9, '.' and '-'");
        }
        if (purpose.needsConsent() && unsubscribe == null) {
            throw new IllegalArgumentException(purpose + " needs a way to unsubscribe: " + reference);
        }
    }

    private static boolean mayStandInReference(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    }
}
