package vestnik.mailing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Why something is held.
///
/// @param detail words of whoever held it, or of the provider; nothing personal
/// @param counted of a brake: how many of `outOf` messages went wrong
/// @param until when it is let go by itself; null: a person does that
public record Why(Reason reason, @Nullable String detail, @Nullable Long counted, @Nullable Long outOf,
        @Nullable Instant until) {

    /// Sorts of reasons: a person's wish; the share of messages that went wrong (the brake); what a provider answered.
    public enum Reason {
        BY_HAND, BOUNCES, COMPLAINTS, UNSUBSCRIBES, REJECTIONS, MESSAGE_AT_FAULT, FILTERED, SENDER_NOT_SET_UP,
        LOCKED_OUT
    }

    /// A person wishes it.
    public static Why byHand(@Nullable String words) {
        return new Why(Reason.BY_HAND, words, null, null, null);
    }

    /// Too many of the messages sent went wrong.
    public static Why tooMany(Reason reason, long counted, long outOf) {
        return new Why(reason, null, counted, outOf, null);
    }

    /// A provider answered that, and a person has to mend something.
    public static Why answered(Reason reason, String words) {
        return new Why(reason, words, null, null, null);
    }

    /// A provider answered that, which may pass.
    public static Why answered(Reason reason, String words, Instant until) {
        return new Why(reason, words, null, null, until);
    }
}
