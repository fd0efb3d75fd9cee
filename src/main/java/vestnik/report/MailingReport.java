package vestnik.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// One mailing and what became of its messages.
///
/// @param kind APPOINTMENT_REMINDERS, CAMPAIGN, REVIEW_REQUESTS or CONFIRMATIONS
/// @param asOf the moment for which it was planned
/// @param campaignId the campaign it carries out, if any
/// @param finishedAt when it was closed; while something waits it is not finished all the same
/// @param retryAt when its run goes on with what is to be tried again; null unless that is later than now
/// @param retries how many are tried again then
/// @param failure why it stopped; null unless it did
/// @param cancelledAt since when nothing more of it is sent; null unless it was cancelled
/// @param holds what keeps it, or some of it, from being sent for now
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
        @Nullable Instant retryAt,
        long retries,
        @Nullable String failure,
        @Nullable Instant cancelledAt,
        @Nullable String cancelledBy,
        MailingState state,
        Counts counts,
        List<MailingHold> holds) {

    static MailingReport of(MailingRow row, Counts counts, List<MailingHold> holds) {
        return new MailingReport(row.id(), row.kind(), row.purpose(), row.template(), row.asOf(), row.campaignId(),
                row.campaignName(), row.startedBy(), row.startedAt(), row.finishedAt(), row.retryAt(), row.retries(),
                row.failure(),
                row.cancelledAt(),
                row.cancelledBy(), state(row, counts, holds), counts, holds);
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
        return switch (state) {
            case PLANNING, SENDING, RETRYING, PAUSED, BRAKED -> true;
            case CANCELLED -> counts.in(MessageState.WAITING) > 0;
            case FINISHED, STOPPED -> false;
        };
    }

    private static MailingState state(MailingRow row, Counts counts, List<MailingHold> holds) {
        boolean closed = row.finishedAt() != null && counts.in(MessageState.WAITING) == 0;
        if (row.cancelledAt() != null) {
            return MailingState.CANCELLED;
        }
        if (closed) {
            return MailingState.FINISHED;
        }
        var holding = holds.stream().filter(hold -> hold.channel().isEmpty()).findFirst();
        if (holding.isPresent()) {
            return holding.get().pausedItself() ? MailingState.BRAKED : MailingState.PAUSED;
        }
        if (row.failure() != null) {
            return MailingState.STOPPED;
        }
        if (row.plannedAt() == null) {
            return MailingState.PLANNING;
        }
        if (row.retryAt() != null && counts.in(MessageState.WAITING) == 0) {
            return MailingState.RETRYING;
        }
        return isHeldOnAllItsChannels(counts, holds) ? MailingState.PAUSED : MailingState.SENDING;
    }

    private static boolean isHeldOnAllItsChannels(Counts counts, List<MailingHold> holds) {
        Set<Channel> held = holds.stream().flatMap(hold -> hold.channel().stream()).collect(Collectors.toSet());
        return counts.in(MessageState.WAITING) > 0
                && counts.channels().stream().filter(channel -> counts.in(MessageState.WAITING, channel) > 0)
                        .allMatch(held::contains);
    }
}
