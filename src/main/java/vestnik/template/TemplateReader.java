package vestnik.template;

import freemarker.core.ParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Reads one template's folder and tells everything that is wrong with it.
final class TemplateReader {

    private final TemplateParser parser = new TemplateParser();
    private final Problems problems;
    private final WordLint words;

    TemplateReader(Problems problems) {
        this.problems = problems;
        this.words = new WordLint(problems);
    }

    /// Empty if there is a problem.
    Optional<MessageTemplate> read(Path folder) throws IOException {
        int before = problems.count();
        Optional<Manifest> manifest = ManifestReader.read(folder.resolve("template.yaml"), problems);
        Map<Language, Map<Part, ParsedPart>> parts = new EnumMap<>(Language.class);
        for (Source source : new SourceReader(folder, problems).read()) {
            lint(source, manifest).ifPresent(parsed -> parts
                    .computeIfAbsent(source.language(), language -> new EnumMap<>(Part.class))
                    .put(source.part(), parsed));
        }
        return problems.count() > before
                ? Optional.empty()
                : manifest.map(known -> new MessageTemplate(folder.getFileName().toString(), known, parts));
    }

    private Optional<ParsedPart> lint(Source source, Optional<Manifest> manifest) throws IOException {
        int before = problems.count();
        Optional<ParsedPart> parsed = lintSource(source, manifest);
        if (source.part() == Part.HTML) {
            lintPreheader(source, manifest);
        }
        if (problems.count() == before && parsed.isPresent() && manifest.isPresent()) {
            new RenderLint(source, manifest.get(), problems).check(parsed.get());
        }
        return parsed;
    }

    private Optional<ParsedPart> lintSource(Source source, Optional<Manifest> manifest) throws IOException {
        words.check(source);
        Optional<ParsedPart> parsed = parse(source);
        if (parsed.isPresent() && manifest.isPresent()) {
            new ConstructLint(source, manifest.get(), problems).check(parsed.get());
        }
        return parsed;
    }

    private void lintPreheader(Source source, Optional<Manifest> manifest) throws IOException {
        Optional<Source> preheader = source.preheader();
        if (preheader.isPresent()) {
            lintSource(preheader.get(), manifest);
        } else {
            problems.add(source.file(), 1,
                    "has no <div class=\"preheader\">: mail programs would show the first words of the letter");
        }
    }

    private Optional<ParsedPart> parse(Source source) throws IOException {
        try {
            return Optional.of(parser.parse(source));
        } catch (ParseException broken) {
            problems.add(source.file(), broken.getLineNumber(),
                    broken.getEditorMessage().lines().findFirst().orElse("cannot be parsed"));
            return Optional.empty();
        }
    }
}
