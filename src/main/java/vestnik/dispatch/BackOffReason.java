package vestnik.dispatch;

import java.time.Duration;

/// Why a recipient domain, or the SMS sender, is left alone for a while; each time in a row twice as long.
public enum BackOffReason {

    TOO_FAST(Duration.ofSeconds(30), Duration.ofHours(1)),
    HOST_IN_TROUBLE(Duration.ofSeconds(5), Duration.ofMinutes(5)),
    SENDER_UNPROVEN(Duration.ofMinutes(30), Duration.ofHours(6)),
    TAKEN_FOR_SPAM(Duration.ofHours(1), Duration.ofDays(1));

    private static final int DOUBLINGS = 20;

    private final Duration first;
    private final Duration longest;

    BackOffReason(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /// How long, after so many times in a row; `jitter` from 0 to 1 spreads it over a quarter less to a quarter more.
    Duration pause(int fails, double jitter) {
        Duration doubled = first.multipliedBy(1L << Math.min(DOUBLINGS, fails - 1));
        Duration wanted = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofNanos((long) (wanted.toNanos() * (0.75 + jitter / 2)));
    }
}
