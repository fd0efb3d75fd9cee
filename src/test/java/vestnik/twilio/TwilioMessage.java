package vestnik.twilio;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message that the stand-in took.
///
/// @param sid SM and 32 hexadecimal digits
/// @param account sid of the account
/// @param form all that was posted
/// @param status queued, sent, delivered or undelivered
/// @param errorCode why it was not delivered
public record TwilioMessage(String sid, String account, Map<String, String> form, String status,
        @Nullable Integer errorCode, Instant created, Instant updated, @Nullable Instant sent) {

    /// The recipient's number.
    public String to() {
        return form.getOrDefault("To", "");
    }

    /// The sender's number or name, or null if a messaging service chose it.
    public @Nullable String from() {
        return form.get("From");
    }

    /// The text.
    public String body() {
        return form.getOrDefault("Body", "");
    }

    /// The recipient's number as Twilio shows it: without its last digits once the message was sent, if so asked.
    String shownTo() {
        boolean obfuscated = sent != null && "obfuscate".equals(form.get("AddressRetention"));
        return obfuscated ? to().replaceAll("\\d{4}$", "XXXX") : to();
    }

    /// The text as Twilio shows it: empty once the message was sent, if so asked.
    String shownBody() {
        return sent != null && "discard".equals(form.get("ContentRetention")) ? "" : body();
    }

    TwilioMessage moved(String newStatus, @Nullable Integer error, Instant at) {
        return new TwilioMessage(sid, account, form, newStatus, error, created, at, sent == null ? at : sent);
    }
}
