package vestnik.console.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Makes guessing slow: a few wrong passwords for one name from one address bring a pause, whether the name exists or not.
@Component
final class SignInThrottle {

    private static final int REMEMBERED = 10_000;

    private final int failures;
    private final Duration pause;
    private final Clock clock;
    private final Map<Key, Failures> known = new LinkedHashMap<>();

    SignInThrottle(ConsoleSettings settings, Clock clock) {
        this.failures = settings.failures();
        this.pause = settings.pause();
        this.clock = clock;
    }

    synchronized boolean isPaused(Key key) {
        Failures failed = known.get(key);
        return failed != null && failed.count() >= failures && clock.instant().isBefore(failed.last().plus(pause));
    }

    synchronized void failed(Key key) {
        Failures before = known.remove(key);
        known.put(key, new Failures(before == null || isOver(before) ? 1 : before.count() + 1, clock.instant()));
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
    }

    synchronized void succeeded(Key key) {
        known.remove(key);
    }

    Duration pause() {
        return pause;
    }

    private boolean isOver(Failures failed) {
        return !clock.instant().isBefore(failed.last().plus(pause));
    }

    record Key(String name, String address) {}

    private record Failures(int count, Instant last) {}
}
