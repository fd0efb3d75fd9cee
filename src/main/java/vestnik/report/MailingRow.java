package vestnik.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Purpose;

/// What is known of a mailing besides its messages.
///
/// @param retryAt when its run goes on with what is to be tried again; null unless that is later than now
/// @param retries how many are tried again then
record MailingRow(
        long id,
        String kind,
        Purpose purpose,
        String template,
        Instant asOf,
        @Nullable Long campaignId,
        @Nullable String campaignName,
        String startedBy,
        Instant startedAt,
        @Nullable Instant plannedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant retryAt,
        long retries,
        @Nullable String failure,
        @Nullable Instant cancelledAt,
        @Nullable String cancelledBy) {}
