package vestnik.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;

/// An address, not a person, that must not be used.
///
/// @param address e-mail in lower case, or phone in E.164
/// @param source who said it: `sms:` and Twilio's id of the reply, `twilio`, `staff:` and a user's name, or `message:` and
///   the one that came back
/// @param expiresAt until when; null means for good
public record Suppression(Channel channel, String address, SuppressionReason reason, String source, Instant since,
        @Nullable Instant expiresAt) {}
