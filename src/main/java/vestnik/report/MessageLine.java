package vestnik.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;

/// One message of a mailing, without anything personal.
///
/// @param patient the clinic's own id
/// @param toRepresentative whether somebody who acts for the patient gets it
/// @param reason the gate's reason, or what the provider said
/// @param attempts how often it was tried
/// @param settledAt when the last answer came
/// @param receipt what was heard later
/// @param receiptReason why it came back, such as `MAILBOX_FULL 5.2.2` or the provider's number
public record MessageLine(
        int ordinal,
        String patient,
        boolean toRepresentative,
        Channel channel,
        MessageState state,
        @Nullable String reason,
        int attempts,
        @Nullable Instant settledAt,
        @Nullable Receipt receipt,
        @Nullable String receiptReason) {}
