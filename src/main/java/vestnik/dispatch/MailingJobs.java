package vestnik.dispatch;

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
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;

/// The jobs that write to patients. All are the same step over one mailing, parted among all nodes: its run plans it and settles
/// what a dead process left, the portions send it, and its run closes it when the counts add up.
@Configuration
class MailingJobs {

    private static final String MAILING = "#{jobParameters['mailing']}";

    private final JobRepository repository;
    private final Mailings mailings;
    private final DispatchSettings settings;

    MailingJobs(JobRepository repository, Mailings mailings, DispatchSettings settings) {
        this.repository = repository;
        this.mailings = mailings;
        this.settings = settings;
    }

    @Bean
    Job appointmentReminders(Step dispatch, Stopped stopped) {
        return job(MailingKind.APPOINTMENT_REMINDERS, dispatch, stopped);
    }

    @Bean
    Job campaignMailing(Step dispatch, Stopped stopped) {
        return job(MailingKind.CAMPAIGN, dispatch, stopped);
    }

    @Bean
    Job reviewRequests(Step dispatch, Stopped stopped) {
        return job(MailingKind.REVIEW_REQUESTS, dispatch, stopped);
    }

    @Bean
    Job consentConfirmations(Step dispatch, Stopped stopped) {
        return job(MailingKind.CONFIRMATIONS, dispatch, stopped);
    }

    private Job job(MailingKind kind, Step dispatch, Stopped stopped) {
        return new JobBuilder(kind.job(), repository).start(dispatch).listener(stopped).build();
    }

    @Bean
    Step send(Tasklet sendPortion) {
        return new StepBuilder("send", repository).tasklet(sendPortion, new ResourcelessTransactionManager()).build();
    }

    @Bean
    Step dispatch(Partitioner portions, NodesPartitionHandler nodes) {
        return new StepBuilder("dispatch", repository).partitioner("send", portions).partitionHandler(nodes)
                .allowStartIfComplete(true).build();
    }

    @Bean
    @JobScope
    Partitioner portions(@Value(MAILING) long mailing, OpenMessages open) {
        return new Portions(mailing, open, settings);
    }

    @Bean(destroyMethod = "close")
    @StepScope
    SendPortion sendPortion(@Value(MAILING) long id, @Value("#{stepExecution}") StepExecution execution,
            RangeSenders senders, OpenMessages open, Lanes lanes) {
        return Unbound.get(() -> {
            Mailing mailing = mailings.get(id);
            Portion portion = Portion.of(execution.getExecutionContext());
            int connections = settings.connectionsAtATime(portion.channel());
            var slices = new Slices(open.of(id, portion), connections,
                    settings.sliceOf(portion.messages(), connections), settings.range(), settings.consentAge());
            return new SendPortion(
                    new Connections(slices, senders.of(mailing, portion.channel()), settings.patience()), lanes);
        });
    }
}
