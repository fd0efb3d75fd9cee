package vestnik.run;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.DefaultJobKeyGenerator;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobExecutionNotRunningException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/// Starts Batch jobs and goes on with those that stopped half-way. The same job with the same identifying parameters is
/// one run, however often and in however many processes it is started: one process works on it at a time.
@Component
public class JobRuns {

    private static final Logger LOG = LoggerFactory.getLogger(JobRuns.class);

    private static final int RECOVERIES = 20;

    private final JobOperator operator;
    private final JobRepository repository;
    private final RunLocks locks;
    private final RunsHere here;
    private final ExecutorService background = Executors
            .newThreadPerTaskExecutor(Thread.ofPlatform().name("run-", 0).factory());
    private volatile boolean stopping;

    JobRuns(JobOperator operator, JobRepository repository, RunLocks locks) {
        this.operator = operator;
        this.repository = repository;
        this.locks = locks;
        here = new RunsHere(repository);
    }

    /// Runs the job to its end: starts it, goes on where a dead process left it, or waits for the process that works on
    /// it. A run that is complete is not run again.
    public JobExecution run(Job job, JobParameters parameters) {
        try (var _ = locks.await(nameOf(job, parameters))) {
            return start(job, parameters);
        }
    }

    /// Does the same in the background; ends empty at once if another process works on it.
    public CompletableFuture<Optional<JobExecution>> launch(Job job, JobParameters parameters) {
        return CompletableFuture.supplyAsync(() -> runUnlessElsewhere(job, parameters), background)
                .whenComplete((execution, failure) -> {
                    if (failure != null) {
                        LOG.error("the run of {} could not be started", job.getName(), failure);
                    }
                });
    }

    private Optional<JobExecution> runUnlessElsewhere(Job job, JobParameters parameters) {
        String run = nameOf(job, parameters);
        if (stopping || !here.claim(run)) {
            return Optional.empty();
        }
        try {
            return runUnlessLocked(run, job, parameters);
        } finally {
            here.release(run);
        }
    }

    private Optional<JobExecution> runUnlessLocked(String run, Job job, JobParameters parameters) {
        var lock = locks.tryTake(run);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try (var _ = lock.get()) {
            return Optional.of(start(job, parameters));
        }
    }

    private JobExecution start(Job job, JobParameters parameters) {
        JobExecution last = repository.getLastJobExecution(job.getName(), parameters);
        if (last != null && last.getStatus() == BatchStatus.COMPLETED) {
            return last;
        }
        if (last != null) {
            endWhatIsOpen(last);
        }
        try {
            return operator.start(here.watched(job), parameters);
        } catch (Exception cause) {
            throw new IllegalStateException("the run of " + job.getName() + " could not be started", cause);
        }
    }

    // Steps of it may still be told of by nodes that do not know yet that its process died; each is ended between two of their
    // words.
    private void endWhatIsOpen(JobExecution last) {
        for (int times = 1;; times++) {
            try {
                end(Objects.requireNonNull(repository.getJobExecution(last.getId())));
                return;
            } catch (OptimisticLockingFailureException changed) {
                if (times == RECOVERIES) {
                    throw changed;
                }
            }
        }
    }

    /// Besides what a dead process left: if the database was away when the run ended, it may have heard of the end of the run
    /// and not of the steps', or that an end is unknown. Batch would never start such a run again.
    private void end(JobExecution left) {
        if (left.isRunning()) {
            LOG.info("execution {} of {} was left by a process that died; going on with it", left.getId(),
                    left.getJobInstance().getJobName());
            operator.recover(left);
        }
        left.getStepExecutions().stream().filter(step -> isOpen(step.getStatus())).forEach(step -> {
            step.setStatus(BatchStatus.FAILED);
            repository.update(step);
        });
        if (left.getStatus() == BatchStatus.UNKNOWN) {
            left.setStatus(BatchStatus.FAILED);
            repository.update(left);
        }
    }

    private static boolean isOpen(BatchStatus status) {
        return status.isRunning() || status == BatchStatus.UNKNOWN;
    }

    /// Starts runs again, after a stop.
    void takeWork() {
        stopping = false;
    }

    /// Asks this process's runs to stop where they can go on later, and waits for them. Starts none in the
    /// background after that.
    void stopAll(Duration atMost) {
        stopping = true;
        here.now().forEach(this::stop);
        try {
            if (!here.awaitNone(atMost)) {
                LOG.warn("{} runs had not stopped after {}; they are recovered later", here.now().size(), atMost);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(JobExecution execution) {
        try {
            operator.stop(execution);
        } catch (JobExecutionNotRunningException | OptimisticLockingFailureException _) {
            LOG.debug("execution {} had ended already", execution.getId());
        }
    }

    private static String nameOf(Job job, JobParameters parameters) {
        return "run:" + job.getName() + ":" + new DefaultJobKeyGenerator().generateKey(parameters);
    }
}
