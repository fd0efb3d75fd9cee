package vestnik.consent.web;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often one and the same source may do something within a minute, or another span. Remembers the latest sources only.
final class Allowance {

    private static final int REMEMBERED = 10_000;

    private final int times;
    private final Duration span;
    private final Clock clock;
    private final Map<String, Use> uses = new LinkedHashMap<>();

    Allowance(int perMinute, Clock clock) {
        this(perMinute, Duration.ofMinutes(1), clock);
    }

    Allowance(int times, Duration span, Clock clock) {
        this.times = times;
        this.span = span;
        this.clock = clock;
    }

    /// Counts one use, and says whether it is within the allowance.
    synchronized boolean take(String source) {
        long turn = clock.instant().getEpochSecond() / span.toSeconds();
        Use last = uses.remove(source);
        Use use = last == null || last.turn() != turn
                ? new Use(turn, 1)
                : new Use(turn, last.count() + 1);
        uses.put(source, use);
        if (uses.size() > REMEMBERED) {
            uses.remove(uses.keySet().iterator().next());
        }
        return use.count() <= times;
    }

    private record Use(long turn, int count) {}
}
