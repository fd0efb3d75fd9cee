package vestnik.schedule;

import java.time.Instant;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.quartz.QuartzJobBean;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Planner;

/// What Quartz fires: it looks whether anything is due, opens the mailing of this moment and returns; the sending goes on
/// elsewhere. Fired twice for one moment, it opens one mailing.
@DisallowConcurrentExecution
public class ClockJob extends QuartzJobBean {

    static final String TICK = "tick";
    private static final Logger LOG = LoggerFactory.getLogger(ClockJob.class);

    private final MailingRuns runs;
    private final Planner planner;
    private final Housekeeping housekeeping;

    ClockJob(MailingRuns runs, Planner planner, Housekeeping housekeeping) {
        this.runs = runs;
        this.planner = planner;
        this.housekeeping = housekeeping;
    }

    /// What a trigger is for.
    enum Tick {
        APPOINTMENT_REMINDERS, REVIEW_REQUESTS, CONFIRMATIONS, CAMPAIGN_FOLLOW_UPS, HOUSEKEEPING
    }

    @Override
    protected void executeInternal(JobExecutionContext context) {
        Instant at = context.getScheduledFireTime().toInstant();
        switch (Tick.valueOf(context.getMergedJobDataMap().getString(TICK))) {
            case APPOINTMENT_REMINDERS -> launchIfDue(MailingKind.APPOINTMENT_REMINDERS, at);
            case REVIEW_REQUESTS -> launchIfDue(MailingKind.REVIEW_REQUESTS, at);
            case CONFIRMATIONS -> launchIfDue(MailingKind.CONFIRMATIONS, at);
            case CAMPAIGN_FOLLOW_UPS -> runs.followUp(at);
            case HOUSEKEEPING -> housekeeping.tidy();
        }
    }

    private void launchIfDue(MailingKind kind, Instant at) {
        if (planner.isAnythingDue(kind, at)) {
            LOG.info("{} are due at {}: mailing {}", kind.job(), at, runs.launch(kind, at, Mailing.BY_SCHEDULE).id());
        }
    }
}
