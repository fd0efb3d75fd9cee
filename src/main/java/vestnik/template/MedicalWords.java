package vestnik.template;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Words that say what ails a person, who treats it or how: medical-words.txt.
final class MedicalWords {

    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}-]*");

    private final TreeSet<String> words = new TreeSet<>();
    private final TreeSet<String> stems = new TreeSet<>();

    MedicalWords() {
        var resource = Objects.requireNonNull(MedicalWords.class.getResourceAsStream("medical-words.txt"));
        try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            reader.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(this::learn);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Those that stand in a text, as they stand there; names of fields are no words.
    List<String> in(String text) {
        return WORD.matcher(text).results().map(MatchResult::group)
                .filter(word -> Field.named(word).isEmpty())
                .filter(this::isMedical)
                .toList();
    }

    private void learn(String line) {
        if (line.endsWith("*")) {
            stems.add(normal(line.substring(0, line.length() - 1)));
        } else {
            words.add(normal(line));
        }
    }

    private boolean isMedical(String text) {
        String word = normal(text);
        return words.contains(word) || stems.stream().anyMatch(word::startsWith);
    }

    private static String normal(String word) {
        return word.toLowerCase(Locale.ROOT).replace('ё', 'е');
    }
}
