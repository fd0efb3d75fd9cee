package vestnik.consent.web;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often one and the same source may do something within a minute. Remembers the latest sources only.
final class Allowance {

    private static final int REMEMBERED = 10_000;

    private final int perMinute;
    private final Clock clock;
    private final Map<String, Use> uses = new LinkedHashMap<>();

    Allowance(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /// Counts one use, and says whether it is within the allowance.
    synchronized boolean take(String source) {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Use last = uses.remove(source);
        Use use = last == null || !last.minute().equals(minute)
                ? new Use(minute, 1)
                : new Use(minute, last.count() + 1);
        uses.put(source, use);
        if (uses.size() > REMEMBERED) {
            uses.remove(uses.keySet().iterator().next());
        }
        return use.count() <= perMinute;
    }

    private record Use(Instant minute, int count) {}
}
