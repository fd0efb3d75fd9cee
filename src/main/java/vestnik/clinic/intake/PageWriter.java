package vestnik.clinic.intake;

import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.stereotype.Component;

/// Stores pages with what was rejected and the counts, in the transaction that notes the position in the file.
@Component
class PageWriter implements ItemWriter<CheckedPage> {

    private final RowStore store;
    private final Rejects rejects;
    private final ImportRuns runs;

    PageWriter(RowStore store, Rejects rejects, ImportRuns runs) {
        this.store = store;
        this.rejects = rejects;
        this.runs = runs;
    }

    @Override
    public void write(Chunk<? extends CheckedPage> pages) {
        pages.forEach(this::write);
    }

    private void write(CheckedPage page) {
        var stored = store.store(page.importId(), page.kind(), page.rows());
        rejects.append(page.importId(), page.faults());
        rejects.append(page.importId(), stored.faults());
        long taken = stored.created() + stored.updated() + stored.unchanged();
        runs.add(page.importId(), page.read(), stored, page.read() - taken, dropped(page, stored));
    }

    private static long dropped(CheckedPage page, Stored stored) {
        return page.faults().stream().filter(Reject::rowKept).count()
                + stored.faults().stream().filter(Reject::rowKept).count();
    }
}
