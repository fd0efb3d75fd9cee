package vestnik.report;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;

/// Something that is held, and keeps a mailing, or some of it, from being sent.
///
/// @param thing ALL, CHANNEL, CAMPAIGN, MAILING or TEMPLATE
/// @param key which one; empty for ALL
/// @param reason BY_HAND, what went wrong too often, or what a provider answered
/// @param words of whoever holds it, or of the provider
/// @param counted of a brake: how many of `outOf` messages went wrong
/// @param by a user, or `vestnik`
/// @param until when it is let go by itself; null: a person does that
public record MailingHold(
        String thing,
        String key,
        String reason,
        @Nullable String words,
        @Nullable Long counted,
        @Nullable Long outOf,
        String by,
        Instant since,
        @Nullable Instant until) {

    /// The only channel that is held; empty if all are.
    public Optional<Channel> channel() {
        return thing.equals("CHANNEL") ? Optional.of(Channel.valueOf(key)) : Optional.empty();
    }

    /// Whether the mailing paused itself.
    public boolean pausedItself() {
        return counted != null;
    }
}
