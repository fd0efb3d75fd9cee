package vestnik.mailing.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vestnik.mailing.Held;
import vestnik.mailing.Hold;
import vestnik.mailing.Why;

/// Something that is held.
///
/// @param thing ALL, CHANNEL, CAMPAIGN, MAILING or TEMPLATE
/// @param key which one; empty for ALL
/// @param words of whoever holds it, or of the provider
/// @param counted of a brake: how many of `outOf` messages went wrong
/// @param by a user, or `vestnik`
/// @param until when it is let go by itself
record HoldView(Held.Thing thing, String key, Why.Reason reason, @Nullable String words, @Nullable Long counted,
        @Nullable Long outOf, String by, Instant since, @Nullable Instant until) {

    static HoldView of(Hold hold) {
        Why why = hold.why();
        return new HoldView(hold.held().thing(), hold.held().key(), why.reason(), why.detail(), why.counted(),
                why.outOf(),
                hold.by(), hold.since(), why.until());
    }
}
