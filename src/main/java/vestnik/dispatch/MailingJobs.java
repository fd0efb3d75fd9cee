package vestnik.dispatch;

import java.util.UUID;
import org.springframework.batch.core.configuration.annotation.JobScope;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;

/// The jobs that write to patients. All are the same four steps over one mailing, which is their only parameter:
/// plan it, settle what a dead process left, send it on all connections, close it when the counts add up.
@Configuration
class MailingJobs {

    private static final String MAILING = "#{jobParameters['mailing']}";

    private final JobRepository repository;
    private final JdbcClient jdbc;
    private final Mailings mailings;
    private final DispatchSettings settings;

    MailingJobs(JobRepository repository, JdbcClient jdbc, Mailings mailings, DispatchSettings settings) {
        this.repository = repository;
        this.jdbc = jdbc;
        this.mailings = mailings;
        this.settings = settings;
    }

    @Bean
    Job appointmentReminders(Step plan, Step settle, Step dispatch, Step close, Stopped stopped) {
        return job(MailingKind.APPOINTMENT_REMINDERS, plan, settle, dispatch, close, stopped);
    }

    @Bean
    Job campaignMailing(Step plan, Step settle, Step dispatch, Step close, Stopped stopped) {
        return job(MailingKind.CAMPAIGN, plan, settle, dispatch, close, stopped);
    }

    @Bean
    Job reviewRequests(Step plan, Step settle, Step dispatch, Step close, Stopped stopped) {
        return job(MailingKind.REVIEW_REQUESTS, plan, settle, dispatch, close, stopped);
    }

    @Bean
    Job consentConfirmations(Step plan, Step settle, Step dispatch, Step close, Stopped stopped) {
        return job(MailingKind.CONFIRMATIONS, plan, settle, dispatch, close, stopped);
    }

    private Job job(MailingKind kind, Step plan, Step settle, Step dispatch, Step close, Stopped stopped) {
        return new JobBuilder(kind.job(), repository).start(plan).next(settle).next(dispatch).next(close)
                .listener(stopped).build();
    }

    @Bean
    Step plan(RunSteps steps) {
        return step("plan", steps::plan);
    }

    @Bean
    Step settle(RunSteps steps) {
        return step("settle", steps::settle);
    }

    @Bean
    Step close(RunSteps steps) {
        return step("close", steps::close);
    }

    private Step step(String name, Tasklet tasklet) {
        return new StepBuilder(name, repository).tasklet(tasklet, new ResourcelessTransactionManager())
                .allowStartIfComplete(true).build();
    }

    @Bean
    Step dispatch(Partitioner shares, Tasklet sendShare) {
        Step send = new StepBuilder("send", repository).tasklet(sendShare, new ResourcelessTransactionManager())
                .build();
        return new StepBuilder("dispatch", repository).partitioner("send", shares).step(send)
                .taskExecutor(new SimpleAsyncTaskExecutor("send-")).build();
    }

    @Bean
    @JobScope
    Partitioner shares(@Value(MAILING) long mailing) {
        return new Shares(mailing, jdbc, settings);
    }

    @Bean(destroyMethod = "close")
    @StepScope
    SendShare sendShare(@Value(MAILING) long id, @Value("#{stepExecution}") StepExecution execution, Senders senders,
            Attempts attempts, Node node, ProgressBoard board) {
        Mailing mailing = mailings.get(id);
        Share share = Share.of(execution.getExecutionContext());
        var journal = Journal.create(node.folder().resolve(UUID.randomUUID() + Journal.SUFFIX), settings.range());
        var sender = new RangeSender(mailing, attempts, senders.open(mailing, share.channel()), new Beacon(node, jdbc),
                journal, settings.consentAge(), board.of(mailing));
        return new SendShare(share, settings.range(), sender, settings.patience());
    }
}
