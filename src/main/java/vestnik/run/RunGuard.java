package vestnik.run;

import org.springframework.batch.core.job.parameters.JobParameters;

/// Says of a run that stopped half-way whether it may go on now.
public interface RunGuard {

    /// False: it is left alone, and asked about again later.
    boolean mayGoOn(JobParameters parameters);
}
