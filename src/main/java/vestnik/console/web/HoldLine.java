package vestnik.console.web;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vestnik.mailing.Hold;
import vestnik.mailing.Holds;
import vestnik.mailing.Why;
import vestnik.report.MailingHold;

/// Something that is held, as pages tell it.
///
/// @param thing ALL, CHANNEL, CAMPAIGN, MAILING or TEMPLATE
/// @param percent of a brake: the share that went wrong, of `outOf`
/// @param itself whether no person did it
public record HoldLine(String thing, String key, String reason, @Nullable String words, double percent, long outOf,
        boolean itself, String by, Instant since, @Nullable Instant until) {

    static HoldLine of(Hold hold) {
        Why why = hold.why();
        return of(hold.held().thing().name(), hold.held().key(), why.reason().name(), why.detail(), why.counted(),
                why.outOf(), hold.by(), hold.since(), why.until());
    }

    static HoldLine of(MailingHold hold) {
        return of(hold.thing(), hold.key(), hold.reason(), hold.words(), hold.counted(), hold.outOf(), hold.by(),
                hold.since(), hold.until());
    }

    private static HoldLine of(String thing, String key, String reason, @Nullable String words,
            @Nullable Long counted, @Nullable Long outOf, String by, Instant since, @Nullable Instant until) {
        long all = Objects.requireNonNullElse(outOf, 0L);
        double percent = all == 0 ? 0 : 100.0 * Objects.requireNonNullElse(counted, 0L) / all;
        return new HoldLine(thing, key, reason, words, percent, all, by.equals(Holds.BY_ITSELF), by, since, until);
    }

    /// Whether it holds more than one campaign or mailing.
    public boolean isWide() {
        return !thing.equals("CAMPAIGN") && !thing.equals("MAILING");
    }
}
