package vestnik.dispatch;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/// Sends one share, a range at a time; between two ranges Batch notes the position and looks whether to stop.
class SendShare implements Tasklet, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SendShare.class);
    private static final String NEXT = "next";

    private final Share share;
    private final int range;
    private final RangeSender sender;
    private final Duration patience;
    private int failures;
    private Duration waited = Duration.ZERO;

    SendShare(Share share, int range, RangeSender sender, Duration patience) {
        this.share = share;
        this.range = range;
        this.sender = sender;
        this.patience = patience;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        ExecutionContext position = context.getStepContext().getStepExecution().getExecutionContext();
        int round = position.getInt(NEXT, 0);
        int first = share.firstOf(round, range);
        if (first > share.last()) {
            return RepeatStatus.FINISHED;
        }
        try {
            Unbound.run(() -> sender.send(first, Math.min(share.last(), first + range - 1)));
            position.putInt(NEXT, round + 1);
            failures = 0;
            waited = Duration.ZERO;
        } catch (ProviderUnavailable unavailable) {
            waitFor(unavailable);
        }
        return RepeatStatus.CONTINUABLE;
    }

    /// Waits longer each time, until patience ends; then the run stops, and is gone on with later.
    private void waitFor(ProviderUnavailable unavailable) {
        Duration pause = Duration.ofSeconds(1L << Math.min(failures++, 5));
        waited = waited.plus(pause);
        if (waited.compareTo(patience) > 0) {
            throw unavailable;
        }
        LOG.warn("{}: waiting for the provider: {}", share.name(), unavailable.getMessage());
        LockSupport.parkNanos(pause.toNanos());
    }

    @Override
    public void close() {
        sender.close();
    }
}
