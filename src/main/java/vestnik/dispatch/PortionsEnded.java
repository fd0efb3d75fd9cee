package vestnik.dispatch;

import java.time.Duration;
import org.springframework.stereotype.Component;

/// Tells at once, within this process, that a portion has ended; of other nodes it is looked up now and then.
@Component
class PortionsEnded {

    private long ended;

    synchronized void tell() {
        ended++;
        notifyAll();
    }

    /// Waits until a portion ends here, or the time is over.
    synchronized void await(Duration atMost) throws InterruptedException {
        long before = ended;
        long deadline = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toMillis(); ended == before && left > 0; left = (deadline - System.nanoTime())
                / 1_000_000) {
            wait(left);
        }
    }
}
