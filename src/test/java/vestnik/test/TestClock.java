package vestnik.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Primary;

/// A clock that stands still until a test moves it.
@Primary
public final class TestClock extends Clock {

    /// A Wednesday, 12:00 in Moscow.
    public static final Instant START = Instant.parse("2026-11-18T09:00:00Z");

    private volatile Instant now = START;

    /// Sets the time.
    public void set(Instant instant) {
        now = instant;
    }

    /// Moves the time forward.
    public void advance(Duration step) {
        now = now.plus(step);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
