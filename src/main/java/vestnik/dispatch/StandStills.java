package vestnik.dispatch;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import vestnik.run.Ticker;

/// Looks a few times a second whether a connection of this node has been busy with one message for long, for a relay is slow
/// or silent. Whoever stops any other message that it has taken need not wait for it.
@Component
class StandStills implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(200);

    private final Set<CurrentAnswer> underWay = ConcurrentHashMap.newKeySet();
    private final Ticker ticker = new Ticker("stand-stills", () -> underWay.forEach(CurrentAnswer::tellIfStill));

    StandStills() {
        ticker.start(EVERY, EVERY);
    }

    void watch(CurrentAnswer answer) {
        underWay.add(answer);
    }

    void leave(CurrentAnswer answer) {
        underWay.remove(answer);
    }

    @Override
    public void close() {
        ticker.stop();
    }
}
