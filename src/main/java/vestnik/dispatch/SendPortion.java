package vestnik.dispatch;

import java.time.Duration;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/// Sends one portion on the connections that this node has for it. While they work, Batch notes every second how far they
/// are and looks whether to stop.
class SendPortion implements Tasklet, AutoCloseable {

    /// The node closes and another may go on.
    static final ExitStatus HANDED_BACK = new ExitStatus("HANDED_BACK");
    /// Somebody holds the mailing, or the channel, or everything.
    static final ExitStatus HELD = new ExitStatus("HELD");

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Connections connections;
    private final Lanes lanes;
    private long counted;

    SendPortion(Connections connections, Lanes lanes) {
        this.connections = connections;
        this.lanes = lanes;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws InterruptedException {
        if (lanes.isClosing()) {
            connections.stop();
        }
        boolean over = connections.awaitEnd(LOOK_EVERY);
        long settled = connections.settled();
        contribution.incrementWriteCount(settled - counted);
        counted = settled;
        if (!over) {
            return RepeatStatus.CONTINUABLE;
        }
        connections.throwFailure();
        if (connections.isHeld()) {
            stop(context, HELD);
        } else if (connections.isUnfinished()) {
            stop(context, HANDED_BACK);
        }
        return RepeatStatus.FINISHED;
    }

    private static void stop(ChunkContext context, ExitStatus why) {
        StepExecution portion = context.getStepContext().getStepExecution();
        portion.setExitStatus(why);
        portion.setTerminateOnly();
    }

    @Override
    public void close() {
        connections.close();
    }
}
