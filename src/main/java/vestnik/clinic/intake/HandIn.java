package vestnik.clinic.intake;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes in one record, by the rules of a row in a file.
@Service
public class HandIn {

    private final RowCheck check;
    private final RowStore store;
    private final Branches branches;

    HandIn(RowCheck check, RowStore store, Branches branches) {
        this.check = check;
        this.store = store;
        this.branches = branches;
    }

    /// What became of the record.
    public sealed interface Answer {

        /// Stored; `dropped` are the fields left out of it.
        record Taken(Change change, List<Reject> dropped) implements Answer {}

        /// Nothing was stored.
        record Refused(List<Reject> faults) implements Answer {}
    }

    /// What it changed.
    public enum Change {
        CREATED, UPDATED, UNCHANGED
    }

    /// Upserts a record by its [Column#ID].
    @Transactional
    public Answer put(FileKind kind, Map<Column, String> cells) {
        var checked = check.check(new Entry(kind, 1, cells, List.of()), Repeats.NONE, branches.zones());
        if (checked.row() == null) {
            return new Answer.Refused(checked.faults());
        }
        var stored = store.store(0, kind, List.of(checked.row()));
        return stored.faults().stream().allMatch(Reject::rowKept)
                ? new Answer.Taken(change(stored), all(checked.faults(), stored.faults()))
                : new Answer.Refused(stored.faults());
    }

    private static Change change(Stored stored) {
        if (stored.created() > 0) {
            return Change.CREATED;
        }
        return stored.updated() > 0 ? Change.UPDATED : Change.UNCHANGED;
    }

    private static List<Reject> all(List<Reject> some, List<Reject> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
