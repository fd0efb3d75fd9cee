package vestnik.clinic.intake;

import java.util.List;

/// Some rows of one kind that are stored in one transaction.
record Page(long importId, FileKind kind, List<Entry> entries, Repeats repeats) {}
