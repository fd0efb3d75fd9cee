package vestnik.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vestnik.vocabulary.Channel;

/// All that can be written to people: the folders in `vestnik.templates`, loaded and checked at start.
///
/// The service does not start while there is a problem in any of them; each is told with file and line.
@Component
public final class Templates {

    private static final Logger log = LoggerFactory.getLogger(Templates.class);
    private static final int MANY_PARTS = 3;

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
        byName.values().forEach(Templates::warnOfManyParts);
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

    private static void warnOfManyParts(MessageTemplate template) {
        if (!template.channels().contains(Channel.SMS)) {
            return;
        }
        for (Language language : Language.values()) {
            Locale locale = Locale.of(language.code());
            int parts = template.sms(locale, template.sample(locale)).parts();
            if (parts > MANY_PARTS) {
                log.warn("Template {} in {} is sent as {} SMS", template.name(), locale, parts);
            }
        }
    }

    private static List<Path> folders(Path folder, Problems problems) throws IOException {
        if (!Files.isDirectory(folder)) {
            problems.add(folder, 1, "is not a folder");
            return List.of();
        }
        List<Path> folders = folders(folder);
        if (folders.isEmpty()) {
            problems.add(folder, 1, "holds no templates");
        }
        return folders;
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted().toList();
        }
    }
}
