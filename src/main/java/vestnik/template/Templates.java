package vestnik.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// All that can be written to people: the folders in `vestnik.templates`, loaded and checked at start.
///
/// The service does not start while there is a problem in any of them; each is told with file and line.
@Component
public final class Templates {

    private final SortedMap<String, MessageTemplate> byName = new TreeMap<>();

    Templates(@Value("${vestnik.templates}") Path folder) {
        var problems = new Problems();
        var reader = new TemplateReader(problems);
        try {
            for (Path template : folders(folder, problems)) {
                reader.read(template).ifPresent(read -> byName.put(read.name(), read));
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        problems.refuseIfAny();
    }

    /// The template with this name.
    ///
    /// @throws NoSuchElementException if there is none
    public MessageTemplate get(String name) {
        MessageTemplate template = byName.get(name);
        if (template == null) {
            throw new NoSuchElementException("There is no template " + name);
        }
        return template;
    }

    /// All templates by name.
    public Collection<MessageTemplate> all() {
        return List.copyOf(byName.values());
    }

    private static List<Path> folders(Path folder, Problems problems) throws IOException {
        if (!Files.isDirectory(folder)) {
            problems.add(folder, 1, "is not a folder");
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted().toList();
        }
    }
}
