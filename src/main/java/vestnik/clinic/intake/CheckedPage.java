package vestnik.clinic.intake;

import java.util.List;

/// A page after its check: the rows that may be stored, and what was wrong with the others.
///
/// @param read how many rows it had
record CheckedPage(long importId, FileKind kind, int read, List<Row> rows, List<Reject> faults) {}
