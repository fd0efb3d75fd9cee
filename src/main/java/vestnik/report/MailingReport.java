package vestnik.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Purpose;

/// One mailing and what became of its messages.
///
/// @param kind APPOINTMENT_REMINDERS, CAMPAIGN, REVIEW_REQUESTS or CONFIRMATIONS
/// @param asOf the moment for which it was planned
/// @param campaignId the campaign it carries out, if any
/// @param finishedAt when it was closed; while something waits it is not finished all the same
/// @param failure why it stopped; null unless it did
public record MailingReport(
        long id,
        String kind,
        Purpose purpose,
        String template,
        Instant asOf,
        @Nullable Long campaignId,
        @Nullable String campaignName,
        String startedBy,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String failure,
        MailingState state,
        Counts counts) {

    static MailingReport of(MailingRow row, Counts counts) {
        return new MailingReport(row.id(), row.kind(), row.purpose(), row.template(), row.asOf(), row.campaignId(),
                row.campaignName(), row.startedBy(), row.startedAt(), row.finishedAt(), row.failure(),
                state(row, counts), counts);
    }

    /// How long it will take at the present rate; empty if nothing waits or the rate is not known yet.
    public Optional<Duration> timeLeft() {
        long waiting = counts.in(MessageState.WAITING);
        if (state != MailingState.SENDING || waiting == 0 || counts.perSecond() <= 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Math.round(Math.ceil(waiting / counts.perSecond()))));
    }

    /// Whether it changes by itself from one second to the next.
    public boolean running() {
        return state == MailingState.PLANNING || state == MailingState.SENDING;
    }

    private static MailingState state(MailingRow row, Counts counts) {
        if (row.failure() != null) {
            return MailingState.STOPPED;
        }
        if (row.plannedAt() == null) {
            return MailingState.PLANNING;
        }
        boolean closed = row.finishedAt() != null && counts.in(MessageState.WAITING) == 0;
        return closed ? MailingState.FINISHED : MailingState.SENDING;
    }
}
