package vestnik.channel.sms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An SMS as the provider knows it.
///
/// @param sid the provider's id of it
/// @param status the provider's word, as its status callbacks say it: queued, sent, delivered, undelivered, failed and others
/// @param errorCode why it was not delivered; see [SmsError]
/// @param createdAt when the provider took it
/// @param sentAt when the provider sent it, if it has
/// @param updatedAt when its status changed last
public record SentSms(String sid, String status, @Nullable Integer errorCode, @Nullable Instant createdAt,
        @Nullable Instant sentAt, @Nullable Instant updatedAt) {}
