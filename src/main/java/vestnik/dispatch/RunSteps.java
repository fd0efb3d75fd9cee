package vestnik.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;
import vestnik.mailing.Mailing;
import vestnik.mailing.Mailings;
import vestnik.mailing.Planner;

/// The steps of a run around the sending.
@Component
class RunSteps {

    private static final Logger LOG = LoggerFactory.getLogger(RunSteps.class);

    private final Mailings mailings;
    private final Planner planner;
    private final LeftBehind leftBehind;
    private final OpenMessages open;
    private final RetryQueue retries;
    private final Statistics statistics;
    private final Clock clock;

    RunSteps(Mailings mailings, Planner planner, LeftBehind leftBehind, OpenMessages open, RetryQueue retries,
            Statistics statistics, Clock clock) {
        this.mailings = mailings;
        this.planner = planner;
        this.leftBehind = leftBehind;
        this.open = open;
        this.retries = retries;
        this.statistics = statistics;
        this.clock = clock;
    }

    RepeatStatus prepare(StepContribution contribution, ChunkContext context) {
        plan(mailing(context));
        Mailing mailing = mailing(context);
        leftBehind.settle(mailing);
        retries.endUseless(mailing);
        if (mailing.cancelledAt() != null) {
            open.withhold(mailing.id(), "CANCELLED");
        }
        return RepeatStatus.FINISHED;
    }

    private void plan(Mailing mailing) {
        if (mailing.cancelledAt() != null) {
            return;
        }
        long startedAt = System.nanoTime();
        int planned = planner.plan(mailing);
        LOG.info("mailing {}: {} messages planned in {} ms", mailing.id(), planned,
                (System.nanoTime() - startedAt) / 1_000_000);
        statistics.renew(planned);
    }

    RepeatStatus close(StepContribution contribution, ChunkContext context) {
        Mailing mailing = mailing(context);
        if (mailing.isStartedBySchedule() && mailings.forgetIfEmpty(mailing.id())) {
            return RepeatStatus.FINISHED;
        }
        long waiting = mailings.countWaiting(mailing.id());
        if (waiting > 0) {
            throw new IllegalStateException(waiting + " messages of mailing " + mailing.id() + " still wait");
        }
        Optional<Instant> next = retries.next(mailing);
        if (next.isPresent()) {
            mailings.resumeAt(mailing.id(), next.get());
            LOG.info("mailing {}: what is to be tried again waits until {}", mailing.id(), next.get());
            context.getStepContext().getStepExecution().setTerminateOnly();
        } else {
            mailings.markFinished(mailing.id(), clock.instant());
        }
        return RepeatStatus.FINISHED;
    }

    private Mailing mailing(ChunkContext context) {
        var parameters = context.getStepContext().getStepExecution().getJobParameters();
        return mailings.get(Objects.requireNonNull(parameters.getLong("mailing")));
    }
}
