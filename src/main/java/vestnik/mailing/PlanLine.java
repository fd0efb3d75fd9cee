package vestnik.mailing;

import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;

/// How many messages of one label (an offset, or the kind) and channel a plan holds.
///
/// @param withheld the reason, or null for those that are sent
public record PlanLine(String label, Channel channel, @Nullable String withheld, long messages) {}
