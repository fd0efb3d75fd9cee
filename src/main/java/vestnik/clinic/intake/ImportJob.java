package vestnik.clinic.intake;

import java.nio.file.Path;
import java.util.Objects;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/// The Batch job `import`: read a page, check it, store it; then close. The import is its identity, the file is not.
@Configuration(proxyBeanMethods = false)
class ImportJob {

    private static final String IMPORT = "import";
    private static final String FILE = "file";

    static JobParameters parameters(long importId, Path file) {
        return new JobParametersBuilder().addLong(IMPORT, importId)
                .addString(FILE, file.toAbsolutePath().toString(), false).toJobParameters();
    }

    static long importId(JobParameters parameters) {
        return Objects.requireNonNull(parameters.getLong(IMPORT));
    }

    static Path file(JobParameters parameters) {
        return Path.of(Objects.requireNonNull(parameters.getString(FILE)));
    }

    @Bean(IMPORT)
    Job importJob(JobRepository repository, ImportRuns runs, Step importRows, Step importClose) {
        return new JobBuilder(IMPORT, repository).listener(new JobExecutionListener() {

            @Override
            public void beforeJob(JobExecution execution) {
                runs.noteExecution(importId(execution.getJobParameters()), execution.getId());
            }
        }).start(importRows).next(importClose).build();
    }

    @Bean
    Step importRows(JobRepository repository, PlatformTransactionManager transactions, PageReader reader,
            PageCheck check, PageWriter writer, ProgressLog progress) {
        return new StepBuilder("importRows", repository).<Page, CheckedPage>chunk(1).transactionManager(transactions)
                .reader(reader).processor(check).writer(writer).listener(progress).build();
    }

    @Bean
    Step importClose(JobRepository repository, PlatformTransactionManager transactions, CloseImport close) {
        return new StepBuilder("importClose", repository).tasklet(close, transactions).build();
    }
}
