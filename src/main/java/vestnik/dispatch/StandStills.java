package vestnik.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import vestnik.dispatch.Beacons.Span;
import vestnik.run.Ticker;

/// Looks a few times a second whether a connection of this node has been busy with one message for long, for a relay is slow
/// or silent. Whoever stops any other message that it has taken need not wait for it.
@Component
class StandStills implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(200);

    private final Set<CurrentAnswer> underWay = ConcurrentHashMap.newKeySet();
    private final Ticker ticker = new Ticker("stand-stills", this::look);
    private final Beacons beacons;

    StandStills(Beacons beacons) {
        this.beacons = beacons;
        ticker.start(EVERY, EVERY);
    }

    void watch(CurrentAnswer answer) {
        underWay.add(answer);
    }

    void leave(CurrentAnswer answer) {
        underWay.remove(answer);
    }

    /// Tells of all who stand still at once: when there is one, there are often hundreds.
    void look() {
        var told = new CompletableFuture<Void>();
        try {
            List<Span> still = underWay.stream().flatMap(answer -> answer.giveUpIfStill(told).stream()).toList();
            if (!still.isEmpty()) {
                beacons.tell(still);
            }
            told.complete(null);
        } catch (RuntimeException | Error fault) {
            told.completeExceptionally(fault);
            throw fault;
        }
    }

    @Override
    public void close() {
        ticker.stop();
    }
}
