package vestnik.clinic.intake;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row as it was handed in, in a CSV, as a FHIR resource or over the API: not checked yet.
///
/// @param line of a CSV, or the number of the resource in a FHIR file, from 1
/// @param cells stripped and not empty
/// @param faults what was found wrong while reading it
record Entry(FileKind kind, long line, Map<Column, String> cells, List<Reject> faults) {

    @Nullable
    String get(Column column) {
        return cells.get(column);
    }

    /// The clinic's own id; a consent has none and goes by its patient's.
    @Nullable
    String id() {
        return get(kind == FileKind.CONSENTS ? Column.PATIENT_ID : Column.ID);
    }

    Entry with(Reject fault) {
        return new Entry(kind, line, cells, List.of(fault));
    }
}
