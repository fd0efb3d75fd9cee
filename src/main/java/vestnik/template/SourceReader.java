package vestnik.template;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vestnik.vocabulary.Channel;

/// Reads the texts of a template and sees that each language has the same ones.
final class SourceReader {

    private final Path folder;
    private final Problems problems;

    SourceReader(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    List<Source> read() throws IOException {
        refuseStrangers(folder, Set.of("template.yaml", "ru", "en"));
        List<Source> sources = new ArrayList<>();
        for (Language language : Language.values()) {
            readLanguage(language, sources);
        }
        return sources;
    }

    private void readLanguage(Language language, List<Source> sources) throws IOException {
        Path texts = folder.resolve(language.code());
        refuseStrangers(texts, Arrays.stream(Part.values()).map(Part::file).collect(Collectors.toSet()));
        Set<Channel> channels = channels();
        for (Part part : Part.values()) {
            Path file = texts.resolve(part.file());
            if (Files.isRegularFile(file)) {
                text(file).ifPresent(text -> sources.add(Source.of(file, language, part, text)));
            } else if (channels.isEmpty() || channels.contains(part.channel())) {
                problems.add(file, 1, "is missing: each language needs all texts of a channel");
            }
        }
    }

    /// On which channels any language has a text.
    private Set<Channel> channels() {
        return Arrays.stream(Part.values())
                .filter(part -> Arrays.stream(Language.values())
                        .anyMatch(language -> Files.exists(folder.resolve(language.code()).resolve(part.file()))))
                .map(Part::channel).collect(Collectors.toSet());
    }

    private Optional<String> text(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file).replace("\r\n", "\n"));
        } catch (CharacterCodingException broken) {
            problems.add(file, 1, "is not UTF-8");
            return Optional.empty();
        }
    }

    private void refuseStrangers(Path parent, Set<String> known) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> entries = Files.list(parent)) {
            entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .filter(entry -> !known.contains(entry.getFileName().toString()))
                    .forEach(entry -> problems.add(entry, 1, "is not known here; known are " + String.join(", ",
                            known.stream().sorted().toList())));
        }
    }
}
