package vestnik.run;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.parameters.JobParametersValidator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.dao.OptimisticLockingFailureException;

/// The executions that this process works on now.
class RunsHere {

    private final JobRepository repository;
    private final Set<JobExecution> executions = new HashSet<>();
    private final Set<String> claimed = new HashSet<>();

    RunsHere(JobRepository repository) {
        this.repository = repository;
    }

    /// The same job, seen here while it runs.
    Job watched(Job job) {
        return new Watched(job);
    }

    /// Claims a run for one thread; false if another one of this process works on it, whoever holds its lock.
    synchronized boolean claim(String run) {
        return claimed.add(run);
    }

    synchronized void release(String run) {
        claimed.remove(run);
    }

    synchronized List<JobExecution> now() {
        return List.copyOf(executions);
    }

    /// Waits until none is left; false if time runs out first.
    synchronized boolean awaitNone(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        long left = atMost.toMillis();
        while (!executions.isEmpty() && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        return executions.isEmpty();
    }

    private synchronized void begin(JobExecution execution) {
        executions.add(execution);
    }

    private synchronized void end(JobExecution execution) {
        executions.remove(execution);
        notifyAll();
    }

    private final class Watched implements Job {

        private final Job job;

        private Watched(Job job) {
            this.job = job;
        }

        @Override
        public String getName() {
            return job.getName();
        }

        @Override
        public JobParametersValidator getJobParametersValidator() {
            return job.getJobParametersValidator();
        }

        /// Batch does not expect a run to be stopped while it tells its end, and would leave it open then.
        @Override
        public void execute(JobExecution execution) throws JobInterruptedException {
            begin(execution);
            try {
                job.execute(execution);
            } catch (OptimisticLockingFailureException stoppedMeanwhile) {
                repository.update(execution);
            } finally {
                end(execution);
            }
        }
    }
}
