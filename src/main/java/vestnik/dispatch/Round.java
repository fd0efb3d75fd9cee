package vestnik.dispatch;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.mailing.Mailing;

/// The portions of a mailing that are given away at a time, until all have ended. Those that a node hands back are given
/// away again; when one fails, or the run is told to stop, those that nobody has begun are taken back.
final class Round {

    private static final Logger LOG = LoggerFactory.getLogger(Round.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(2);
    private static final String LOOK = """
            select step_execution_id, status, exit_code, write_count from batch.batch_step_execution
            where step_execution_id = any(:ids)
            """;

    private final Mailing mailing;
    private final StepExecution dispatch;
    private final Map<Long, StepExecution> portions;
    private final PortionQueue queue;
    private final PortionsEnded ended;
    private final JobRepository repository;
    private final JdbcClient jdbc;
    private final Progress progress;
    private final Set<Long> missing = new HashSet<>();
    private long checkedAt = System.nanoTime();

    Round(Mailing mailing, StepExecution dispatch, Collection<StepExecution> portions, PortionQueue queue,
            PortionsEnded ended, JobRepository repository, JdbcClient jdbc, Progress progress) {
        this.mailing = mailing;
        this.dispatch = dispatch;
        this.portions = portions.stream().collect(Collectors.toMap(StepExecution::getId, Function.identity()));
        this.queue = queue;
        this.ended = ended;
        this.repository = repository;
        this.jdbc = jdbc;
        this.progress = progress;
    }

    /// Gives the portions away and returns them as they ended.
    Set<StepExecution> run() throws InterruptedException {
        queue.add(mailing, portions.values());
        List<Seen> seen = look();
        while (seen.stream().anyMatch(Seen::isRunning)) {
            ended.await(LOOK_EVERY);
            seen = look();
            progress.tell(seen.stream().mapToLong(Seen::settled).sum());
            if (System.nanoTime() - checkedAt > CHECK_EVERY.toNanos()) {
                checkedAt = System.nanoTime();
                check(seen);
                seen = look();
            }
        }
        return seen.stream().map(this::asItEnded).collect(Collectors.toSet());
    }

    private StepExecution asItEnded(Seen one) {
        StepExecution portion = portion(one.id);
        portion.setStatus(one.status);
        portion.setExitStatus(new ExitStatus(one.exit));
        portion.setWriteCount(one.settled);
        return portion;
    }

    private void check(List<Seen> seen) {
        repository.update(dispatch);
        if (dispatch.isTerminateOnly() || seen.stream().anyMatch(Seen::hasFailed)) {
            seen.stream().filter(Seen::isWaiting).forEach(this::takeBack);
        } else {
            seen.stream().filter(Seen::isHandedBack).forEach(this::giveAgain);
        }
        seen.stream().filter(Seen::isRunning).forEach(this::endIfLost);
    }

    private void takeBack(Seen one) {
        if (end(one.id, BatchStatus.STOPPED, ExitStatus.STOPPED)) {
            queue.remove(mailing, portion(one.id));
        }
    }

    private void giveAgain(Seen one) {
        StepExecution portion = repository.getStepExecution(one.id);
        if (portion != null) {
            portion.setStatus(BatchStatus.STARTING);
            portion.setExitStatus(ExitStatus.EXECUTING);
            repository.update(portion);
            queue.add(mailing, List.of(portion));
        }
    }

    /// A node that could not reach the database could not tell how its portion ended either.
    private void endIfLost(Seen one) {
        if (queue.contains(mailing, portion(one.id))) {
            missing.remove(one.id);
        } else if (!missing.add(one.id)) {
            LOG.warn("mailing {}: nobody works on portion {} any more", mailing.id(), one.id);
            end(one.id, BatchStatus.FAILED, ExitStatus.FAILED);
        }
    }

    private boolean end(long id, BatchStatus status, ExitStatus exit) {
        StepExecution portion = repository.getStepExecution(id);
        if (portion == null || !isOpen(portion)) {
            return false;
        }
        portion.setStatus(status);
        portion.setExitStatus(exit);
        try {
            repository.update(portion);
            return true;
        } catch (OptimisticLockingFailureException begun) {
            return false;
        }
    }

    private static boolean isOpen(StepExecution portion) {
        return portion.getStatus().isRunning() || portion.getExitStatus().equals(SendPortion.HANDED_BACK);
    }

    private StepExecution portion(long id) {
        return Objects.requireNonNull(portions.get(id));
    }

    private List<Seen> look() {
        return jdbc.sql(LOOK).param("ids", portions.keySet().toArray(Long[]::new))
                .query((row, _) -> new Seen(row.getLong("step_execution_id"),
                        BatchStatus.valueOf(row.getString("status")), row.getString("exit_code"),
                        row.getLong("write_count")))
                .list();
    }

    private record Seen(long id, BatchStatus status, String exit, long settled) {

        boolean isRunning() {
            return status.isRunning() || isHandedBack();
        }

        boolean isWaiting() {
            return status == BatchStatus.STARTING || isHandedBack();
        }

        boolean isHandedBack() {
            return status == BatchStatus.STOPPED && exit.equals(SendPortion.HANDED_BACK.getExitCode());
        }

        boolean hasFailed() {
            return status == BatchStatus.FAILED || status == BatchStatus.UNKNOWN;
        }
    }
}
