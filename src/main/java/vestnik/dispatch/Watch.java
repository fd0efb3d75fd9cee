package vestnik.dispatch;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import vestnik.mailing.Holds;
import vestnik.run.Ticker;

/// Looks every few seconds whether a mailing has to be braked, and whether what was stopped for a while may be tried again.
@Component
class Watch implements SmartLifecycle {

    private static final Duration OFTEN = Duration.ofSeconds(5);

    private final Brake brake;
    private final Holds holds;
    private final BrakeSettings settings;
    private final Ticker ticker = new Ticker("watch", this::look);

    Watch(Brake brake, Holds holds, BrakeSettings settings) {
        this.brake = brake;
        this.holds = holds;
        this.settings = settings;
    }

    private void look() {
        holds.liftDue();
        if (settings.every().isPositive()) {
            brake.look();
        }
    }

    @Override
    public void start() {
        Duration every = settings.every().isPositive() ? settings.every() : OFTEN;
        ticker.start(every, every);
    }

    @Override
    public void stop() {
        ticker.stop();
    }

    @Override
    public boolean isRunning() {
        return ticker.isRunning();
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
