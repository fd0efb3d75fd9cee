package vestnik.dispatch;

import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/// Sends one share, a range at a time; between two ranges Batch notes the position and looks whether to stop.
class SendShare implements Tasklet, AutoCloseable {

    private static final String NEXT = "next";

    private final Share share;
    private final int range;
    private final RangeSender sender;

    SendShare(Share share, int range, RangeSender sender) {
        this.share = share;
        this.range = range;
        this.sender = sender;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        ExecutionContext position = context.getStepContext().getStepExecution().getExecutionContext();
        int round = position.getInt(NEXT, 0);
        int first = share.firstOf(round, range);
        if (first > share.last()) {
            return RepeatStatus.FINISHED;
        }
        sender.send(first, Math.min(share.last(), first + range - 1));
        position.putInt(NEXT, round + 1);
        return RepeatStatus.CONTINUABLE;
    }

    @Override
    public void close() {
        sender.close();
    }
}
