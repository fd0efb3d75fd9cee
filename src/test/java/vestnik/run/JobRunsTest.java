package vestnik.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.test.VestnikTest;

@VestnikTest
class JobRunsTest {

    @Autowired
    JobOperator operator;
    @Autowired
    JobRepository repository;
    @Autowired
    DataSource source;
    @Autowired
    TransactionTemplate transaction;

    final JobParameters parameters = new JobParametersBuilder().addString("key", UUID.randomUUID().toString())
            .toJobParameters();
    final AtomicInteger times = new AtomicInteger();

    @Test
    void aCompleteRunIsNotRunAgain() {
        Job job = job((_, _) -> finish());
        JobExecution first = runs().run(job, parameters);
        JobExecution second = runs().run(job, parameters);
        assertThat(first.getStatus()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(times).hasValue(1);
    }

    /// The database finds that a node's machine is gone soon enough for another to take over within 30 seconds.
    @Test
    void theLockOfANodeThatVanishedIsFreeSoon() {
        var jdbc = JdbcClient.create(source);
        assertThat(jdbc.sql("""
                select current_setting('tcp_keepalives_idle')::integer
                  + current_setting('tcp_keepalives_interval')::integer * current_setting('tcp_keepalives_count')::integer
                """).query(Integer.class).single()).isBetween(1, 20);
    }

    @Test
    void noDatabaseTransactionIsOpenWhileAStepWithoutOneRuns() {
        Job job = job((_, _) -> {
            assertThat(TransactionSynchronizationManager.getResource(source)).isNull();
            return finish();
        });
        assertThat(runs().run(job, parameters).getStatus()).isEqualTo(BatchStatus.COMPLETED);
    }

    @Test
    void twoProcessesAtOnceMakeOneRun() {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Job job = job((_, _) -> {
            begun.countDown();
            assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
            return finish();
        });
        var first = CompletableFuture.supplyAsync(() -> runs().run(job, parameters));
        Awaitility.await().until(() -> begun.getCount() == 0);
        assertThat(runs().launch(job, parameters).join()).isEmpty();
        var third = CompletableFuture.supplyAsync(() -> runs().run(job, parameters));
        goOn.countDown();
        assertThat(third.join().getId()).isEqualTo(first.join().getId());
        assertThat(times).hasValue(1);
    }

    @Test
    void aProcessThatLostTheLockOfARunDoesNotBeginItASecondTime() {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Job job = job((_, _) -> {
            begun.countDown();
            assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
            return finish();
        });
        JobRuns process = runs();
        var first = process.launch(job, parameters);
        Awaitility.await().until(() -> begun.getCount() == 0);
        JdbcClient.create(source).sql("""
                select count(pg_terminate_backend(pid)) from pg_locks
                where locktype = 'advisory' and pid <> pg_backend_pid()
                  and database = (select oid from pg_database where datname = current_database())
                """).query(Long.class).single();
        assertThat(process.launch(job, parameters).join()).isEmpty();
        goOn.countDown();
        assertThat(first.join()).isPresent();
        assertThat(times).hasValue(1);
    }

    @Test
    void goesOnWithARunThatADeadProcessLeft() {
        JobExecution left = leftByADeadProcess();
        JobExecution next = runs().run(job((_, _) -> finish()), parameters);
        assertThat(next.getId()).isGreaterThan(left.getId());
        assertThat(next.getStatus()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(repository.getJobExecution(left.getId())).extracting(JobExecution::getStatus)
                .isEqualTo(BatchStatus.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"FAILED, STARTED", "FAILED, UNKNOWN", "UNKNOWN, UNKNOWN", "STARTED, UNKNOWN", "STOPPED, STARTING"})
    void goesOnWithARunWhoseEndTheDatabaseHeardOnlyHalf(BatchStatus ofRun, BatchStatus ofStep) {
        JobExecution left = leftByADeadProcess();
        StepExecution step = repository.createStepExecution("step", left);
        step.setStatus(ofStep);
        repository.update(step);
        left.setStatus(ofRun);
        repository.update(left);
        assertThat(runs().run(job((_, _) -> finish()), parameters).getStatus()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(times).hasValue(1);
    }

    @Test
    void stopsAtAShutdownWhereItCanGoOnLater() {
        var begun = new CountDownLatch(1);
        Job job = job((_, _) -> {
            begun.countDown();
            return RepeatStatus.CONTINUABLE;
        });
        JobRuns process = runs();
        var execution = process.launch(job, parameters);
        Awaitility.await().until(() -> begun.getCount() == 0);
        process.stopAll(Duration.ofSeconds(10));
        assertThat(execution.join().orElseThrow().getStatus()).isEqualTo(BatchStatus.STOPPED);
        assertThat(runs().run(job((_, _) -> finish()), parameters).getStatus()).isEqualTo(BatchStatus.COMPLETED);
    }

    @Test
    void aRunThatIsStoppedJustWhenItTellsItsEndIsNotLeftOpen() {
        var jdbc = JdbcClient.create(source);
        var stopped = new AtomicReference<CompletableFuture<Void>>();
        Job job = job((_, context) -> {
            long run = context.getStepContext().getStepExecution().getJobExecutionId();
            var written = new CountDownLatch(1);
            stopped.set(CompletableFuture.runAsync(() -> transaction.executeWithoutResult(_ -> {
                jdbc.sql("""
                        update batch.batch_job_execution set status = 'STOPPING', version = version + 1 where job_execution_id = ?
                        """).param(run).update();
                written.countDown();
                Awaitility.await("the end waits for this").until(() -> jdbc.sql("""
                        select exists (select from pg_locks where not granted and pid <> pg_backend_pid())
                        """).query(Boolean.class).single());
            })));
            assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
            return finish();
        });
        assertThat(runs().run(job, parameters).getStatus()).isEqualTo(BatchStatus.STOPPED);
        assertThat(stopped.get()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(runs().run(job, parameters).getStatus()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(times).hasValue(1);
    }

    private JobExecution leftByADeadProcess() {
        var instance = repository.createJobInstance("test-job", parameters);
        JobExecution left = repository.createJobExecution(instance, parameters, new ExecutionContext());
        left.setStatus(BatchStatus.STARTED);
        left.setStartTime(left.getCreateTime());
        repository.update(left);
        return left;
    }

    private JobRuns runs() {
        return new JobRuns(operator, repository, new RunLocks(source));
    }

    private RepeatStatus finish() {
        times.incrementAndGet();
        return RepeatStatus.FINISHED;
    }

    private Job job(Tasklet tasklet) {
        var step = new StepBuilder("step", repository).tasklet(tasklet, new ResourcelessTransactionManager()).build();
        return new JobBuilder("test-job", repository).start(step).build();
    }
}
