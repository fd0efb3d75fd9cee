package vestnik.run;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does some work again and again on a thread of its own. Work that fails is told in the log and tried again.
public final class Ticker {

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final String name;
    private final Runnable work;
    private @Nullable ScheduledExecutorService thread;

    /// @param name what the thread is called
    public Ticker(String name, Runnable work) {
        this.name = name;
        this.work = work;
    }

    /// Begins after a first delay; with a period of zero it never does anything.
    public synchronized void start(Duration first, Duration every) {
        thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(name).daemon().factory());
        if (every.isPositive()) {
            thread.scheduleWithFixedDelay(this::tick, first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Begins no more work; may be started again.
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdown();
            thread = null;
        }
    }

    /// Whether it was started and not stopped.
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void tick() {
        try {
            work.run();
        } catch (RuntimeException cause) {
            LOG.warn("{} failed; it is tried again", name, cause);
        }
    }
}
