package vestnik.dispatch;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vestnik.mailing.Mailing;

/// The run of a mailing on its leading node: prepares it, gives its portions to all nodes, round after round, until nothing of
/// it is open any more, and closes it; unless the run is told to stop, or fails. What becomes due again meanwhile is sent in a
/// further round.
@Component
class NodesPartitionHandler implements PartitionHandler {

    private final RunEnds ends;
    private final PortionQueue queue;
    private final PortionsEnded ended;
    private final LeftBehind leftBehind;
    private final RetryQueue retries;
    private final Limits limits;
    private final JobRepository repository;
    private final JdbcClient jdbc;

    NodesPartitionHandler(RunEnds ends, PortionQueue queue, PortionsEnded ended, LeftBehind leftBehind,
            RetryQueue retries, Limits limits, JobRepository repository, JdbcClient jdbc) {
        this.ends = ends;
        this.queue = queue;
        this.ended = ended;
        this.leftBehind = leftBehind;
        this.retries = retries;
        this.limits = limits;
        this.repository = repository;
        this.jdbc = jdbc;
    }

    @Override
    public Collection<StepExecution> handle(StepExecutionSplitter splitter, StepExecution dispatch) throws Exception {
        long id = Objects.requireNonNull(dispatch.getJobParameters().getLong("mailing"));
        Mailing mailing = ends.prepare(id);
        repository.update(dispatch);
        if (dispatch.isTerminateOnly()) {
            return List.of();
        }
        Collection<StepExecution> portions = send(mailing, splitter, dispatch);
        if (areComplete(portions) && !dispatch.isTerminateOnly() && !ends.close(id)) {
            dispatch.setTerminateOnly();
        }
        return portions;
    }

    private Collection<StepExecution> send(Mailing mailing, StepExecutionSplitter splitter, StepExecution dispatch)
            throws Exception {
        while (true) {
            Set<StepExecution> portions = splitter.split(dispatch, 0);
            long open = portions.stream().map(StepExecution::getExecutionContext).map(Portion::of)
                    .mapToLong(Portion::messages).sum();
            Set<StepExecution> over = portions.isEmpty() ? portions : round(mailing, dispatch, portions, open).run();
            if (open == 0 || !areComplete(over) || (settled(over) >= open && !retries.isAnyDue(mailing))) {
                return over;
            }
            if (settled(over) == 0) {
                throw new IllegalStateException(open + " messages of mailing " + mailing.id() + " stay open");
            }
            leftBehind.settle(mailing);
        }
    }

    private Round round(Mailing mailing, StepExecution dispatch, Set<StepExecution> portions, long open) {
        return new Round(mailing, dispatch, portions, queue, ended, repository, jdbc,
                new Progress(mailing, open, atLeast(mailing, portions)));
    }

    private Duration atLeast(Mailing mailing, Set<StepExecution> portions) {
        return portions.stream().map(StepExecution::getExecutionContext).map(Portion::of)
                .collect(Collectors.groupingBy(Portion::channel, Collectors.summingLong(Portion::messages)))
                .entrySet().stream()
                .map(open -> limits.atLeast(open.getKey(), mailing.purpose(), open.getValue()))
                .max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    private static long settled(Collection<StepExecution> portions) {
        return portions.stream().mapToLong(StepExecution::getWriteCount).sum();
    }

    private static boolean areComplete(Collection<StepExecution> portions) {
        return portions.stream().allMatch(portion -> portion.getStatus() == BatchStatus.COMPLETED);
    }
}
