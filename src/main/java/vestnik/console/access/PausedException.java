package vestnik.console.access;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/// Too many wrong passwords: wait before the next try.
public final class PausedException extends AuthenticationException {

    private final Duration pause;

    PausedException(Duration pause) {
        super("Too many wrong passwords");
        this.pause = pause;
    }

    /// How long to wait at most.
    public Duration pause() {
        return pause;
    }
}
