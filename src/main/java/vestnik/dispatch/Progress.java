package vestnik.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vestnik.dispatch.Settled.Result;
import vestnik.mailing.Mailing;

/// Tells in the log how far a mailing is, how fast it goes and how long it will take.
class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final long EVERY = Duration.ofSeconds(5).toNanos();

    private final Mailing mailing;
    private final long waiting;
    private final MeterRegistry meters;
    private final Map<Result, Counter> counters = new ConcurrentHashMap<>();
    private final LongAdder settled = new LongAdder();
    private final long startedAt = System.nanoTime();
    private final AtomicLong toldAt = new AtomicLong(startedAt);

    Progress(Mailing mailing, long waiting, MeterRegistry meters) {
        this.mailing = mailing;
        this.waiting = waiting;
        this.meters = meters;
    }

    void count(Settled one) {
        settled.increment();
        counters.computeIfAbsent(one.result(), this::counter).increment();
        long told = toldAt.get();
        long now = System.nanoTime();
        if (now - told >= EVERY && toldAt.compareAndSet(told, now)) {
            tell();
        }
    }

    private Counter counter(Result result) {
        return meters.counter("vestnik.messages", "purpose", mailing.purpose().name(), "result", result.name());
    }

    void tell() {
        long done = settled.sum();
        double seconds = Math.max(0.001, (System.nanoTime() - startedAt) / 1e9);
        double rate = done / seconds;
        long left = rate > 0 ? Math.round((waiting - done) / rate) : 0;
        LOG.info("mailing {}: {} of {} messages, {} a second, {} left", mailing.id(), done, waiting,
                Math.round(rate), Duration.ofSeconds(Math.max(0, left)));
    }
}
