package vestnik.template;

import freemarker.core.ParseException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one template's folder and tells everything that is wrong with it.
final class TemplateReader {

    private final TemplateParser parser = new TemplateParser();
    private final Problems problems;

    TemplateReader(Problems problems) {
        this.problems = problems;
    }

    /// Empty if there is a problem.
    Optional<MessageTemplate> read(Path folder) throws IOException {
        int before = problems.count();
        Optional<Manifest> manifest = ManifestReader.read(folder.resolve("template.yaml"), problems);
        Map<Language, Map<Part, ParsedPart>> parts = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            parts.put(language, parts(folder, language));
        }
        return problems.count() > before
                ? Optional.empty()
                : manifest.map(present -> new MessageTemplate(folder.getFileName().toString(), present, parts));
    }

    private Map<Part, ParsedPart> parts(Path folder, Language language) throws IOException {
        Map<Part, ParsedPart> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            Path file = folder.resolve(language.code()).resolve(part.file());
            if (Files.exists(file)) {
                ParsedPart parsed = parse(part, file);
                if (parsed != null) {
                    parts.put(part, parsed);
                }
            }
        }
        return parts;
    }

    private @Nullable ParsedPart parse(Part part, Path file) throws IOException {
        try {
            return parser.parse(part, file.toString(), Files.readString(file));
        } catch (ParseException broken) {
            problems.add(file, broken.getLineNumber(), broken.getEditorMessage().lines().findFirst().orElse("?"));
        } catch (CharacterCodingException broken) {
            problems.add(file, 1, "is not UTF-8");
        }
        return null;
    }
}
