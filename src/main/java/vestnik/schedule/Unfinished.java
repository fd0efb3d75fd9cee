package vestnik.schedule;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import vestnik.campaign.Campaigns;
import vestnik.mailing.Mailings;
import vestnik.run.RunSettings;

/// Goes on, every now and then, with mailings whose run failed or never began: the database was away, the relay was, or
/// the process died between the launch and the run.
@Component
class Unfinished implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Unfinished.class);
    private static final int LESS_OFTEN = 6;

    private final Mailings mailings;
    private final Campaigns campaigns;
    private final MailingRuns runs;
    private final RunSettings settings;
    private final Clock clock;
    private @Nullable ScheduledExecutorService ticker;

    Unfinished(Mailings mailings, Campaigns campaigns, MailingRuns runs, RunSettings settings, Clock clock) {
        this.mailings = mailings;
        this.campaigns = campaigns;
        this.runs = runs;
        this.settings = settings;
        this.clock = clock;
    }

    /// Takes up all of them that nobody works on.
    void goOn() {
        mailings.unfinished(clock.instant()).forEach(runs::launch);
        campaigns.launchedWithoutMailing().forEach(runs::launch);
    }

    private void tick() {
        try {
            goOn();
        } catch (RuntimeException cause) {
            LOG.warn("could not go on with unfinished mailings; trying again", cause);
        }
    }

    @Override
    public synchronized void start() {
        ticker = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("unfinished").daemon().factory());
        long every = settings.recoverEvery().toMillis() * LESS_OFTEN;
        if (every > 0) {
            ticker.scheduleWithFixedDelay(this::tick, every, every, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (ticker != null) {
            ticker.shutdown();
            ticker = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return ticker != null;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
