package vestnik.receipt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import vestnik.consent.AddressTroubles;

/// From time to time, as long as the service runs: asks what became of silent SMS, and forgets what counts no more.
@Component
@Profile("!command")
class Rounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Reconciliation reconciliation;
    private final AddressTroubles troubles;
    private final Duration every;
    private volatile @Nullable Thread thread;

    Rounds(Reconciliation reconciliation, AddressTroubles troubles, ReceiptsSettings settings) {
        this.reconciliation = reconciliation;
        this.troubles = troubles;
        this.every = settings.every();
    }

    @Override
    public void start() {
        if (every.isPositive()) {
            thread = Thread.ofVirtual().name("receipt-rounds").start(this::go);
        }
    }

    @Override
    public void stop() {
        Thread rounds = thread;
        thread = null;
        if (rounds != null) {
            rounds.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void go() {
        while (isRunning()) {
            try {
                Thread.sleep(every);
                reconciliation.ask();
                troubles.forget();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException cause) {
                LOG.warn("a round for receipts failed ({}), the next is in {} s", cause.getClass().getSimpleName(),
                        every.toSeconds());
            }
        }
    }
}
