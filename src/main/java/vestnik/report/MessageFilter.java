package vestnik.report;

import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;

/// Which messages of a mailing, in the order of their ordinals.
///
/// @param after only those with a greater ordinal: the last of the page before, or 0
/// @param limit how many at most
public record MessageFilter(
        @Nullable MessageState state,
        @Nullable String reason,
        @Nullable Channel channel,
        @Nullable Receipt receipt,
        int after,
        int limit) {}
