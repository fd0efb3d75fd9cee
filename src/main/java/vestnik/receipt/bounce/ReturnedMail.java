package vestnik.receipt.bounce;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mail that may tell what became of one of ours.
///
/// @param messageId its own Message-ID
/// @param addressedTo to which of our addresses it came; a bounce goes to the envelope sender, which names the message
/// @param originalIds Message-IDs of what it returns or refers to
/// @param subject decoded
/// @param sayings one per recipient; empty if it is neither a bounce nor a complaint
public record ReturnedMail(@Nullable String messageId, List<String> addressedTo, List<String> originalIds,
        String subject, List<Saying> sayings) {}
