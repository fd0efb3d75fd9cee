package vestnik.dispatch;

import java.util.Objects;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.scheduling.quartz.QuartzJobBean;
import vestnik.mailing.Mailing;
import vestnik.mailing.Mailings;

/// What Quartz runs on some node: one portion of a mailing, as a step of the mailing's Batch job. If a node died with it, what
/// that node left is settled first. A portion that has been ended meanwhile is left alone.
class PortionJob extends QuartzJobBean {

    static final String PORTION = "portion";
    private static final Logger LOG = LoggerFactory.getLogger(PortionJob.class);

    private final JobRepository repository;
    private final Step send;
    private final LeftBehind leftBehind;
    private final Mailings mailings;
    private final PortionsEnded ended;

    PortionJob(JobRepository repository, Step send, LeftBehind leftBehind, Mailings mailings, PortionsEnded ended) {
        this.repository = repository;
        this.send = send;
        this.leftBehind = leftBehind;
        this.mailings = mailings;
        this.ended = ended;
    }

    @Override
    protected void executeInternal(JobExecutionContext context) {
        long id = context.getMergedJobDataMap().getLong(PORTION);
        StepExecution portion = repository.getStepExecution(id);
        if (portion == null || !portion.getStatus().isRunning()) {
            return;
        }
        try {
            if (context.isRecovering()) {
                takeOver(portion);
            }
            send.execute(portion);
        } catch (JobInterruptedException | OptimisticLockingFailureException ended) {
            LOG.debug("portion {} was ended by others", id);
        } finally {
            ended.tell();
        }
    }

    private void takeOver(StepExecution portion) {
        Mailing mailing = mailings.get(Objects.requireNonNull(
                portion.getJobExecution().getJobParameters().getLong("mailing")));
        LOG.info("mailing {}: taking portion {} over from a node that died", mailing.id(), portion.getId());
        leftBehind.settle(mailing, Portion.of(portion.getExecutionContext()));
    }
}
