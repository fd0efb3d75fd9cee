package vestnik.dispatch;

import java.util.Objects;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.stereotype.Component;
import vestnik.mailing.Mailings;

/// Notes at a mailing that its run failed, for the people who look at it; the kind of failure only, since messages of
/// exceptions may tell of patients.
@Component
class Stopped implements JobExecutionListener {

    private final Mailings mailings;

    Stopped(Mailings mailings) {
        this.mailings = mailings;
    }

    @Override
    public void afterJob(JobExecution execution) {
        if (execution.getStatus() == BatchStatus.FAILED) {
            mailings.markStopped(Objects.requireNonNull(execution.getJobParameters().getLong("mailing")),
                    failure(execution));
        }
    }

    private static String failure(JobExecution execution) {
        return execution.getAllFailureExceptions().stream().findFirst()
                .map(failure -> failure.getClass().getSimpleName()).orElse("FAILED");
    }
}
