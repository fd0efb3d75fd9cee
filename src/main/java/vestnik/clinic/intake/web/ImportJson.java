package vestnik.clinic.intake.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vestnik.clinic.intake.ImportRun;
import vestnik.clinic.intake.Reject;

/// An import: rowsRead = created + updated + unchanged + rejected; secondsLeft at the rate so far.
record ImportJson(long id, String fileName, String format, String startedBy, Instant startedAt,
        @Nullable Instant finishedAt, ImportRun.State state, long rowsTotal, long rowsRead, long created, long updated,
        long unchanged, long rejected, long fieldsDropped, long ignored, long perSecond, long secondsLeft,
        @Nullable String failure, List<Reject> rejects) {

    static ImportJson of(ImportRun run, Instant now) {
        long perSecond = run.perSecond(now);
        return new ImportJson(run.id(), run.fileName(), run.format(), run.startedBy(), run.startedAt(),
                run.finishedAt(), run.state(), run.rowsTotal(), run.rowsRead(), run.created(), run.updated(),
                run.unchanged(), run.rejected(), run.fieldsDropped(), run.ignored(), perSecond,
                (run.rowsTotal() - run.rowsRead()) / Math.max(1, perSecond), run.failure(), List.of());
    }

    ImportJson with(List<Reject> found) {
        return new ImportJson(id, fileName, format, startedBy, startedAt, finishedAt, state, rowsTotal, rowsRead,
                created, updated, unchanged, rejected, fieldsDropped, ignored, perSecond, secondsLeft, failure, found);
    }
}
