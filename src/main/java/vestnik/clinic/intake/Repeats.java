package vestnik.clinic.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows of one file that have the same id: the last one holds, so that the order of chunks and a second import of the
/// same file cannot change what comes of it.
final class Repeats {

    static final Repeats NONE = new Repeats();

    private final Map<EntryKey, Long> lastLines = new HashMap<>();

    void learn(EntryKey key, long line) {
        lastLines.put(key, line);
    }

    /// The entry, with a fault if a later row of the file stands in its place.
    Entry mark(Entry entry) {
        var line = lastLine(EntryKey.ofRow(entry));
        if (line == null || line == entry.line()) {
            return entry;
        }
        return entry.with(new Reject(entry.line(), Column.ID.header(), entry.id(),
                "comes again at " + line + ", which is used", false));
    }

    boolean isLastOfItsPerson(Entry entry) {
        var line = lastLine(EntryKey.ofPerson(entry));
        return line == null || line == entry.line();
    }

    private @Nullable Long lastLine(List<EntryKey> keys) {
        return keys.stream().map(lastLines::get).filter(line -> line != null).findFirst().orElse(null);
    }
}
