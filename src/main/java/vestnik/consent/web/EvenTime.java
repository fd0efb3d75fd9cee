package vestnik.consent.web;

import java.time.Duration;
import java.util.function.Supplier;

/// Keeps from a visitor how long work took, which might tell whether somebody is known: answers come at whole steps of time
/// only.
final class EvenTime {

    private static final long STEP = Duration.ofMillis(250).toNanos();

    private EvenTime() {}

    static <T> T of(Supplier<T> work) {
        long begun = System.nanoTime();
        T answer = work.get();
        long taken = System.nanoTime() - begun;
        try {
            Thread.sleep(Duration.ofNanos(STEP - taken % STEP));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }
}
