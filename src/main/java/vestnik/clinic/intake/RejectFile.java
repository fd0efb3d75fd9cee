package vestnik.clinic.intake;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Writes `line;field;id;why` of what was rejected, next to the file that was imported or where the settings say.
@Component
class RejectFile {

    private final Rejects rejects;
    private final IntakeSettings settings;

    RejectFile(Rejects rejects, IntakeSettings settings) {
        this.rejects = rejects;
        this.settings = settings;
    }

    /// Where it was written; empty if nothing was rejected.
    Optional<Path> write(long importId, Path imported) {
        try (var all = rejects.stream(importId)) {
            var rows = all.iterator();
            if (!rows.hasNext()) {
                return Optional.empty();
            }
            var target = target(importId, imported);
            var partial = target.resolveSibling(target.getFileName() + ".part");
            try (var csv = CsvWriter.builder().fieldSeparator(';').build(partial)) {
                csv.writeRecord("line", "field", "id", "why");
                rows.forEachRemaining(one -> csv.writeRecord(Long.toString(one.line()), one.field(), one.id(),
                        one.rowKept() ? one.reason() + " (row kept without this field)" : one.reason()));
            }
            return Optional.of(Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private Path target(long importId, Path imported) throws IOException {
        if (settings.rejects() == null) {
            return imported.resolveSibling(imported.getFileName() + ".rejects.csv");
        }
        Files.createDirectories(settings.rejects());
        return settings.rejects().resolve(imported.getFileName() + "." + importId + ".rejects.csv");
    }
}
