package vestnik.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Looks for runs that were left half-way, by a process that died or by one that was shut down, and goes on with them;
/// at its own shutdown, asks this process's runs to stop and waits until they have. It starts last and stops first.
@Component
class Recovery implements SmartLifecycle {

    private static final String FIND_LEFT = """
            select distinct on (execution.job_instance_id) execution.job_execution_id, execution.status
            from batch.batch_job_execution execution
            where execution.create_time > now() - interval '7 days'
            order by execution.job_instance_id, execution.job_execution_id desc
            """;
    private static final List<String> LEFT = List.of("STARTING", "STARTED", "STOPPING", "STOPPED");

    private final JobRuns runs;
    private final JobRepository repository;
    private final ListableBeanFactory beans;
    private final JdbcClient jdbc;
    private final ObjectProvider<RunGuard> guards;
    private final RunSettings settings;
    private final Ticker ticker = new Ticker("recovery", this::recover);

    Recovery(JobRuns runs, JobRepository repository, ListableBeanFactory beans, JdbcClient jdbc,
            ObjectProvider<RunGuard> guards, RunSettings settings) {
        this.runs = runs;
        this.repository = repository;
        this.beans = beans;
        this.jdbc = jdbc;
        this.guards = guards;
        this.settings = settings;
    }

    /// Goes on with every run that nobody works on.
    void recover() {
        Map<String, Job> jobs = beans.getBeansOfType(Job.class);
        for (long id : findLeft()) {
            goOn(jobs, Objects.requireNonNull(repository.getJobExecution(id)));
        }
    }

    private List<Long> findLeft() {
        record Last(long id, String status) {}
        return jdbc.sql(FIND_LEFT)
                .query((row, _) -> new Last(row.getLong(1), row.getString(2)))
                .list().stream().filter(last -> LEFT.contains(last.status)).map(Last::id).toList();
    }

    private void goOn(Map<String, Job> jobs, JobExecution left) {
        if (guards.stream().anyMatch(guard -> !guard.mayGoOn(left.getJobParameters()))) {
            return;
        }
        String name = left.getJobInstance().getJobName();
        jobs.values().stream().filter(job -> job.getName().equals(name)).findFirst()
                .ifPresent(job -> runs.launch(job, left.getJobParameters()));
    }

    @Override
    public void start() {
        runs.takeWork();
        ticker.start(Duration.ZERO, settings.recoverEvery());
    }

    @Override
    public void stop() {
        ticker.stop();
        runs.stopAll(settings.stopWithin());
    }

    @Override
    public boolean isRunning() {
        return ticker.isRunning();
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
