package vestnik.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import vestnik.vocabulary.Purpose;

/// Reads template.yaml as a tree whose nodes know their lines; nothing in it is turned into objects.
final class ManifestReader {

    private static final Set<String> KEYS = Set.of("purpose", "fields");

    private final Path file;
    private final Problems problems;

    private ManifestReader(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /// Empty if there is a problem, which is then told.
    static Optional<Manifest> read(Path file, Problems problems) {
        if (!Files.isRegularFile(file)) {
            problems.add(file, 1, "is missing: it names the purpose and the fields");
            return Optional.empty();
        }
        return new ManifestReader(file, problems).read();
    }

    private Optional<Manifest> read() {
        int before = problems.count();
        Map<String, Node> entries = entries(tree());
        Optional<Purpose> purpose = purpose(entries.get("purpose"));
        Set<Field> fields = fields(entries.get("fields"), purpose);
        return problems.count() > before
                ? Optional.empty()
                : purpose.map(present -> Manifest.of(present, fields));
    }

    private @Nullable Node tree() {
        try (var reader = Files.newBufferedReader(file)) {
            return new Yaml(new LoaderOptions()).compose(reader);
        } catch (MarkedYAMLException broken) {
            problems.add(file, broken.getProblemMark().getLine() + 1, "is not YAML: " + broken.getProblem());
            return null;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private Map<String, Node> entries(@Nullable Node tree) {
        Map<String, Node> entries = new HashMap<>();
        if (tree instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> readEntry(entry, entries));
        }
        for (String key : KEYS) {
            if (!entries.containsKey(key)) {
                problems.add(file, 1, key + " is missing");
            }
        }
        return entries;
    }

    private void readEntry(NodeTuple entry, Map<String, Node> entries) {
        String key = text(entry.getKeyNode());
        if (!KEYS.contains(key)) {
            problem(entry.getKeyNode(), "unknown key " + key + "; known are purpose and fields");
        } else if (entries.put(key, entry.getValueNode()) != null) {
            problem(entry.getKeyNode(), key + " stands twice");
        }
    }

    private Optional<Purpose> purpose(@Nullable Node node) {
        if (node == null) {
            return Optional.empty();
        }
        Optional<Purpose> purpose = Arrays.stream(Purpose.values())
                .filter(known -> known.name().equals(text(node))).findFirst();
        if (purpose.isEmpty()) {
            problem(node, "purpose must be one of " + Arrays.toString(Purpose.values()));
        }
        return purpose;
    }

    private Set<Field> fields(@Nullable Node node, Optional<Purpose> purpose) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        if (node != null && !(node instanceof SequenceNode)) {
            problem(node, "fields must be a list");
        }
        List<Node> items = node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
        items.forEach(item -> field(item, purpose).ifPresent(fields::add));
        return fields;
    }

    private Optional<Field> field(Node node, Optional<Purpose> purpose) {
        Optional<Field> field = Field.named(text(node));
        if (field.isEmpty()) {
            problem(node, "there is no field " + text(node));
        } else if (purpose.isPresent() && !Field.allowedFor(purpose.get()).contains(field.get())) {
            problem(node, "the field %s is not allowed for the purpose %s".formatted(text(node), purpose.get()));
        }
        return field;
    }

    private void problem(Node node, String message) {
        problems.add(file, node.getStartMark().getLine() + 1, message);
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "that is not a plain text";
    }
}
