package vestnik.report;

import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;

/// How many messages of a mailing are alike.
///
/// @param reason the gate's, where they are withheld; else null
public record Count(Channel channel, MessageState state, @Nullable String reason, long number) {}
