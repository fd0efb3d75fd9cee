package vestnik.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connections that send one portion together, a thread each. They take its slices in order, so that all of them go from
/// the most urgent message to the least.
final class Connections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    // Hundreds of threads of the operating system would keep the virtual machine's compiler from the processor for a minute after
    // a start; for a few, they cost less.
    private static final int MANY = 64;
    private static final Duration NAP = Duration.ofMillis(200);

    private final Slices slices;
    private final Supplier<RangeSender> senders;
    private final Duration patience;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch atWork;
    private final LongAdder settled = new LongAdder();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopping;
    private volatile boolean held;

    Connections(Slices slices, Supplier<RangeSender> senders, Duration patience) {
        this.slices = slices;
        this.senders = senders;
        this.patience = patience;
        int connections = slices.connections();
        this.atWork = new CountDownLatch(connections);
        Thread.Builder kind = connections > MANY ? Thread.ofVirtual() : Thread.ofPlatform();
        for (int number = 0; number < connections; number++) {
            threads.add(kind.name("send-" + number).start(this::work));
        }
    }

    /// Begins no more messages.
    void stop() {
        stopping = true;
    }

    /// True when all of them have ended.
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        return atWork.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// How many messages have something recorded, so far.
    long settled() {
        return settled.sum();
    }

    boolean isHeld() {
        return held;
    }

    boolean isUnfinished() {
        return stopping;
    }

    /// What ended one of them, if anything did.
    void throwFailure() {
        switch (failure.get()) {
            case RuntimeException broken -> throw broken;
            case Error broken -> throw broken;
            case null, default -> {
                // They have sent what they could.
            }
        }
    }

    private void work() {
        try (RangeSender sender = senders.get()) {
            Slice slice = slices.first();
            while (slice != null && !stopping) {
                long begun = System.nanoTime();
                send(sender, slice);
                slice = slices.after(slice, Duration.ofNanos(System.nanoTime() - begun));
            }
        } catch (RuntimeException | Error broken) {
            failure.compareAndSet(null, broken);
            stopping = true;
        } finally {
            atWork.countDown();
        }
    }

    /// Waits longer each time that the provider is away, until patience ends; then the run stops, and is gone on with later.
    private void send(RangeSender sender, Slice slice) {
        Duration waited = Duration.ZERO;
        for (int failures = 0;; failures++) {
            try {
                settled.add(slice.messages() - sender.send(slice, () -> stopping));
                return;
            } catch (OnHold hold) {
                held = true;
                stopping = true;
                return;
            } catch (ProviderUnavailable unavailable) {
                Duration pause = Duration.ofSeconds(1L << Math.min(failures, 5));
                waited = waited.plus(pause);
                if (waited.compareTo(patience) > 0) {
                    throw unavailable;
                }
                LOG.warn("waiting for the provider: {}", unavailable.getMessage());
                rest(pause);
            }
        }
    }

    private void rest(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        while (!stopping && System.nanoTime() < end) {
            LockSupport.parkNanos(NAP.toNanos());
        }
    }

    @Override
    public void close() {
        stop();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
