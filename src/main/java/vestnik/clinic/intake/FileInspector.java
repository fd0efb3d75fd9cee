package vestnik.clinic.intake;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/// Looks through a whole file before anything of it is taken.
@Component
class FileInspector {

    private final FhirMapping mapping;

    FileInspector(FhirMapping mapping) {
        this.mapping = mapping;
    }

    /// @throws UnreadableFileException if the file is refused whole
    Inspection inspect(Path file) throws IOException {
        var format = formatOf(file);
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

    private Format formatOf(Path file) throws IOException {
        return FhirFormat.isJson(file) ? new FhirFormat(mapping) : CsvFormat.of(file);
    }
}
