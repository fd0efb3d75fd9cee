package vestnik.schedule;

import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.stereotype.Component;
import vestnik.mailing.Mailings;
import vestnik.run.RunGuard;

/// Leaves those mailings alone that are to wait.
@Component
class MailingGuard implements RunGuard {

    private final Mailings mailings;
    private final MailingRuns runs;

    MailingGuard(Mailings mailings, MailingRuns runs) {
        this.mailings = mailings;
        this.runs = runs;
    }

    @Override
    public boolean mayGoOn(JobParameters parameters) {
        Long mailing = parameters.getLong(MailingRuns.MAILING);
        return mailing == null || runs.mayGoOn(mailings.get(mailing));
    }
}
