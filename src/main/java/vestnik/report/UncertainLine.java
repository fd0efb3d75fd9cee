package vestnik.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vestnik.report.MessageReports.Position;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// A message that was handed over and whose answer was lost, without anything personal.
///
/// @param patient the clinic's own id
/// @param toRepresentative whether somebody who acts for the patient gets it
/// @param triedAt when it was handed over last
/// @param reason why the answer is not known
/// @param next what is done about it without anybody deciding
/// @param nextAt when that is; null if nothing is, or it is done now
/// @param cancelled whether its mailing was cancelled, so that it is not sent again
public record UncertainLine(
        long mailing,
        int ordinal,
        String kind,
        Purpose purpose,
        @Nullable String campaignName,
        Channel channel,
        String patient,
        boolean toRepresentative,
        Instant triedAt,
        @Nullable String reason,
        Next next,
        @Nullable Instant nextAt,
        boolean cancelled) {

    /// Where it stands in a list.
    public Position position() {
        return new Position(mailing, ordinal);
    }

    /// What is done about an uncertain message by itself.
    ///
    /// - NOTHING: a person decides
    /// - SENT_AGAIN: a second message does less harm than none, or a person decided so
    /// - LOOKED_UP: the provider is asked whether it has it
    /// - UNDER_WAY: one of these, at this moment
    public enum Next {
        NOTHING, SENT_AGAIN, LOOKED_UP, UNDER_WAY
    }
}
