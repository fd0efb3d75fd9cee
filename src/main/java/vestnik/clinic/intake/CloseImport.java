package vestnik.clinic.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import vestnik.clinic.ImportEnding;

/// Ends an import: statistics, what others make follow from it, the reject file, the uploaded file.
@Component
class CloseImport implements Tasklet {

    private static final Logger LOG = LoggerFactory.getLogger(CloseImport.class);
    private static final String ANALYZE = "analyze patient, representative, representation, branch, specialist, appointment, consent_ledger, consent";
    private static final long LARGE = 1000;

    private final ImportRuns runs;
    private final RejectFile rejectFile;
    private final JdbcTemplate jdbc;
    private final IntakeSettings settings;
    private final ApplicationEventPublisher events;

    CloseImport(ImportRuns runs, RejectFile rejectFile, JdbcTemplate jdbc, IntakeSettings settings,
            ApplicationEventPublisher events) {
        this.runs = runs;
        this.rejectFile = rejectFile;
        this.jdbc = jdbc;
        this.settings = settings;
        this.events = events;
    }

    @Override
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext context) throws IOException {
        var parameters = contribution.getStepExecution().getJobParameters();
        var run = runs.find(ImportJob.importId(parameters)).orElseThrow();
        var file = ImportJob.file(parameters);
        if (run.created() + run.updated() >= LARGE) {
            jdbc.execute(ANALYZE);
        }
        events.publishEvent(new ImportEnding(run.id()));
        rejectFile.write(run.id(), file);
        runs.finish(run.id());
        LOG.info("import {} is done: {} rows, {} created, {} updated, {} unchanged, {} rejected, {} fields dropped, "
                + "{} ignored", run.id(), run.rowsRead(), run.created(), run.updated(), run.unchanged(),
                run.rejected(), run.fieldsDropped(), run.ignored());
        forget(file);
        return RepeatStatus.FINISHED;
    }

    private void forget(Path file) throws IOException {
        if (file.toAbsolutePath().startsWith(settings.uploads().toAbsolutePath())) {
            Files.deleteIfExists(file);
        }
    }
}
