package vestnik.clinic.intake;

import java.io.IOException;
import java.nio.file.Path;

/// A first look at a whole file: whether it can be read, and what must be known before the first row is taken.
///
/// @param rows how many entries it has
/// @param ignored how many things in it Vestnik has no use for
record Inspection(Format format, long rows, long ignored, Repeats repeats) {

    /// @throws UnreadableFileException if the file is refused whole
    static Inspection of(Path file) throws IOException {
        var format = Format.of(file);
        var keys = new KeyCensus();
        long rows = 0;
        long ignored;
        try (var entries = format.open(file)) {
            for (var entry = entries.next(); entry != null; entry = entries.next()) {
                EntryKey.all(entry).forEach(keys::add);
                rows++;
            }
            ignored = entries.ignored();
        }
        return new Inspection(format, rows, ignored, repeats(format, file, keys.repeated()));
    }

    private static Repeats repeats(Format format, Path file, long[] repeated) throws IOException {
        var repeats = new Repeats();
        if (repeated.length == 0) {
            return repeats;
        }
        try (var entries = format.open(file)) {
            for (var entry = entries.next(); entry != null; entry = entries.next()) {
                long line = entry.line();
                EntryKey.all(entry).filter(key -> KeyCensus.isAmong(repeated, key))
                        .forEach(key -> repeats.learn(key, line));
            }
        }
        return repeats;
    }
}
