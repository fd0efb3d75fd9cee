package vestnik.dispatch;

import java.time.Clock;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vestnik.mailing.Mailing;
import vestnik.mailing.Mailings;
import vestnik.mailing.Planner;

/// The steps of a run around the sending.
@Component
class RunSteps {

    private static final Logger LOG = LoggerFactory.getLogger(RunSteps.class);
    private static final int MANY = 5_000;

    private final Mailings mailings;
    private final Planner planner;
    private final LeftBehind leftBehind;
    private final ProgressBoard board;
    private final JdbcClient jdbc;
    private final Clock clock;

    RunSteps(Mailings mailings, Planner planner, LeftBehind leftBehind, ProgressBoard board, JdbcClient jdbc,
            Clock clock) {
        this.mailings = mailings;
        this.planner = planner;
        this.leftBehind = leftBehind;
        this.board = board;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    RepeatStatus plan(StepContribution contribution, ChunkContext context) {
        Mailing mailing = mailing(context);
        long startedAt = System.nanoTime();
        int planned = planner.plan(mailing);
        LOG.info("mailing {}: {} messages planned in {} ms", mailing.id(), planned,
                (System.nanoTime() - startedAt) / 1_000_000);
        if (planned >= MANY) {
            // Else the planner of PostgreSQL takes the new rows for few and reads them all for each range.
            jdbc.sql("analyze message").update();
        }
        return RepeatStatus.FINISHED;
    }

    RepeatStatus settle(StepContribution contribution, ChunkContext context) {
        leftBehind.settle(mailing(context));
        return RepeatStatus.FINISHED;
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
        mailings.markFinished(mailing.id(), clock.instant());
        board.tell(mailing);
        return RepeatStatus.FINISHED;
    }

    private Mailing mailing(ChunkContext context) {
        var parameters = context.getStepContext().getStepExecution().getJobParameters();
        return mailings.get(Objects.requireNonNull(parameters.getLong("mailing")));
    }
}
