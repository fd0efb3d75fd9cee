package vestnik.dispatch;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vestnik.mailing.Mailing;

/// Tells in the log how far a mailing is on all nodes, how fast it goes and how long it will take: as long as limits ask for
/// at least.
class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final long EVERY = Duration.ofSeconds(5).toNanos();

    private final Mailing mailing;
    private final long waiting;
    private final Duration atLeast;
    private final long startedAt = System.nanoTime();
    private long toldAt = startedAt;

    Progress(Mailing mailing, long waiting, Duration atLeast) {
        this.mailing = mailing;
        this.waiting = waiting;
        this.atLeast = atLeast;
    }

    void tell(long settled) {
        long now = System.nanoTime();
        if (now - toldAt >= EVERY || (settled >= waiting && toldAt != startedAt)) {
            toldAt = now;
            Duration passed = Duration.ofNanos(now - startedAt);
            double rate = settled / Math.max(0.001, passed.toNanos() / 1e9);
            LOG.info("mailing {}: {} of {} messages, {} a second, {} left", mailing.id(), settled, waiting,
                    Math.round(rate), left(settled, rate, passed));
        }
    }

    private Duration left(long settled, double rate, Duration passed) {
        long here = settled >= waiting ? 0 : Math.max(0, atLeast.minus(passed).toSeconds());
        return Duration.ofSeconds(Math.max(here, rate > 0 ? Math.round((waiting - settled) / rate) : 0));
    }
}
