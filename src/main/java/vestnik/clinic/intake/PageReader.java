package vestnik.clinic.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Reads a file page by page; where a killed import stopped, it goes on.
@StepScope
@Component
class PageReader implements ItemStreamReader<Page> {

    private static final String POSITION = "rows";

    private final long importId;
    private final Path file;
    private final IntakeSettings settings;
    private final ImportRuns runs;
    private final FileInspector inspector;
    private long position;
    private Repeats repeats = Repeats.NONE;
    private @Nullable Entries entries;
    private @Nullable Entry next;

    PageReader(@Value("#{jobParameters['import']}") long importId, @Value("#{jobParameters['file']}") String file,
            IntakeSettings settings, ImportRuns runs, FileInspector inspector) {
        this.importId = importId;
        this.file = Path.of(file);
        this.settings = settings;
        this.runs = runs;
        this.inspector = inspector;
    }

    @Override
    public void open(ExecutionContext context) {
        try {
            if (!runs.isFile(importId, FileHash.of(file))) {
                throw new ItemStreamException("the file of import " + importId + " has changed since it began");
            }
            var inspection = inspector.inspect(file);
            repeats = inspection.repeats();
            goTo(inspection.format().open(file), context.getLong(POSITION, 0));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private void goTo(Entries opened, long row) throws IOException {
        entries = opened;
        next = opened.next();
        for (position = 0; position < row; position++) {
            next = opened.next();
        }
    }

    @Override
    public @Nullable Page read() throws IOException {
        if (next == null || entries == null) {
            return null;
        }
        var kind = next.kind();
        var page = new ArrayList<Entry>(settings.pageRows());
        while (next != null && next.kind() == kind && page.size() < settings.pageRows()) {
            page.add(repeats.mark(next));
            next = entries.next();
        }
        position += page.size();
        return new Page(importId, kind, page, repeats);
    }

    @Override
    public void update(ExecutionContext context) {
        context.putLong(POSITION, position);
    }

    @Override
    public void close() {
        try (var _ = entries) {
            entries = null;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
