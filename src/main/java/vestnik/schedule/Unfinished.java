package vestnik.schedule;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import vestnik.campaign.Campaigns;
import vestnik.mailing.Mailings;
import vestnik.run.RunSettings;
import vestnik.run.Ticker;

/// Goes on, every now and then, with mailings whose run failed or never began: the database was away, the relay was, or
/// the process died between the launch and the run.
@Component
class Unfinished implements SmartLifecycle {

    private static final int LESS_OFTEN = 6;

    private final Mailings mailings;
    private final Campaigns campaigns;
    private final MailingRuns runs;
    private final RunSettings settings;
    private final Clock clock;
    private final Ticker ticker = new Ticker("unfinished mailings", this::goOn);

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

    @Override
    public void start() {
        Duration every = settings.recoverEvery().multipliedBy(LESS_OFTEN);
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
