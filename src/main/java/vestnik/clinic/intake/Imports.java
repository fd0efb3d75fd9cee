package vestnik.clinic.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.batch.core.job.Job;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import vestnik.run.JobRuns;

/// Imports files: CSV as [FileKind] says, or FHIR R4 JSON.
@Service
public class Imports {

    private final ImportRuns runs;
    private final Rejects rejects;
    private final FileInspector inspector;
    private final JobRuns jobs;
    private final Job job;

    Imports(ImportRuns runs, Rejects rejects, FileInspector inspector, JobRuns jobs, @Qualifier("import") Job job) {
        this.runs = runs;
        this.rejects = rejects;
        this.inspector = inspector;
        this.jobs = jobs;
        this.job = job;
    }

    /// Imports a file to its end. An import of the same file that was killed is gone on with.
    ///
    /// @throws UnreadableFileException if the file is refused whole
    public ImportRun run(Path file, String startedBy) {
        long id = begin(file, file.toAbsolutePath().normalize().toString(), startedBy);
        jobs.run(job, ImportJob.parameters(id, file));
        return find(id).orElseThrow();
    }

    /// Checks that the file can be read, and imports it in the background.
    ///
    /// @param name as whoever handed it in calls it
    /// @throws UnreadableFileException if the file is refused whole
    public ImportRun launch(Path file, String name, String startedBy) {
        long id = begin(file, name, startedBy);
        jobs.launch(job, ImportJob.parameters(id, file));
        return find(id).orElseThrow();
    }

    /// One import.
    public Optional<ImportRun> find(long id) {
        return runs.find(id);
    }

    /// The newest first.
    public List<ImportRun> findLatest(int limit) {
        return runs.findLatest(limit);
    }

    /// What an import could not take, in the order of lines, from the first line after `after`.
    public List<Reject> rejects(long id, long after, int limit) {
        return rejects.find(id, after, limit);
    }

    private long begin(Path file, String name, String by) {
        try {
            var hash = FileHash.of(file);
            return runs.findUnfinished(name, hash).orElseGet(() -> beginAnew(file, name, hash, by));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private long beginAnew(Path file, String name, byte[] hash, String by) {
        try {
            return runs.begin(name, hash, by, inspector.inspect(file));
        } catch (UnreadableFileException unreadable) {
            runs.refuse(name, hash, by, unreadable.why());
            throw unreadable;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
