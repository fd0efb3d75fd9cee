package vestnik.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Purpose;

/// What is known of a mailing besides its messages.
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
        @Nullable String failure,
        @Nullable Instant cancelledAt,
        @Nullable String cancelledBy) {}
