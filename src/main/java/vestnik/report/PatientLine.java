package vestnik.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vestnik.report.MessageReports.Position;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// One message about a patient, in whichever mailing.
///
/// @param plannedFor the moment for which its mailing was planned
/// @param receiptReason why it came back, such as `MAILBOX_FULL 5.2.2` or the provider's number
public record PatientLine(
        long mailing,
        int ordinal,
        String kind,
        Purpose purpose,
        Channel channel,
        MessageState state,
        @Nullable String reason,
        int attempts,
        Instant plannedFor,
        @Nullable Instant settledAt,
        @Nullable Receipt receipt,
        @Nullable String receiptReason) {

    /// Where it stands in a list.
    public Position position() {
        return new Position(mailing, ordinal);
    }
}
