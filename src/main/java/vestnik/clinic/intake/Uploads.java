package vestnik.clinic.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Keeps files that are handed in over the API until they are imported.
@Component
public class Uploads {

    private final IntakeSettings settings;
    private final Imports imports;

    Uploads(IntakeSettings settings, Imports imports) {
        this.settings = settings;
        this.imports = imports;
    }

    /// Writes what is handed in.
    public interface Content {
        /// Writes it to this file, which does not exist yet.
        void writeTo(Path file) throws IOException;
    }

    /// Keeps the content and imports it in the background.
    ///
    /// @param name as whoever hands it in calls it
    /// @throws UnreadableFileException if it is refused whole; nothing is kept then
    public ImportRun launch(Content content, String name, String startedBy) throws IOException {
        var folder = Files.createDirectories(settings.uploads()).toAbsolutePath();
        var file = folder.resolve(UUID.randomUUID().toString());
        content.writeTo(file);
        try {
            return imports.launch(file, name, startedBy);
        } catch (UnreadableFileException refused) {
            Files.delete(file);
            throw refused;
        }
    }
}
