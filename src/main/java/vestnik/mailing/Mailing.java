package vestnik.mailing;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Purpose;

/// One run of one job.
///
/// @param asOf the moment for which it was planned
/// @param plannedAt when its messages were written; null before
/// @param finishedAt when everything planned was settled; null before
/// @param cancelledAt since when nothing more of it may be sent; null unless it was cancelled
/// @param resumeAt when its run goes on, if nothing but messages to be tried again is left of it
/// @param round how often it was opened again after it had been finished
/// @param days on which the occasions of its messages fall
public record Mailing(long id, MailingKind kind, Purpose purpose, String template, String runKey, Instant asOf,
        @Nullable Long campaignId, String startedBy, Instant startedAt, @Nullable Instant plannedAt,
        @Nullable Instant finishedAt, @Nullable Instant cancelledAt, @Nullable String cancelledBy,
        @Nullable Instant resumeAt, int round, Days days) {

    /// Who started what no person did.
    public static final String BY_SCHEDULE = "schedule";

    /// Days from the first to the last, both among them.
    public record Days(LocalDate first, LocalDate last) {

        /// Nothing is known of them.
        public static final Days ANY = new Days(LocalDate.MIN, LocalDate.MAX);
    }

    /// Whether it may vanish when it turns out that nobody was to be considered.
    public boolean isStartedBySchedule() {
        return startedBy.equals(BY_SCHEDULE);
    }
}
