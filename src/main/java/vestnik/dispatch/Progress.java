package vestnik.dispatch;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vestnik.mailing.Mailing;

/// Tells in the log how far a mailing is on all nodes, how fast it goes and how long it will take.
class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final long EVERY = Duration.ofSeconds(5).toNanos();

    private final Mailing mailing;
    private final long waiting;
    private final long startedAt = System.nanoTime();
    private long toldAt = startedAt;

    Progress(Mailing mailing, long waiting) {
        this.mailing = mailing;
        this.waiting = waiting;
    }

    void tell(long settled) {
        long now = System.nanoTime();
        if (now - toldAt >= EVERY || (settled >= waiting && toldAt != startedAt)) {
            toldAt = now;
            double rate = settled / Math.max(0.001, (now - startedAt) / 1e9);
            long left = rate > 0 ? Math.round((waiting - settled) / rate) : 0;
            LOG.info("mailing {}: {} of {} messages, {} a second, {} left", mailing.id(), settled, waiting,
                    Math.round(rate), Duration.ofSeconds(Math.max(0, left)));
        }
    }
}
