package vestnik.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/// A copy of shipped templates that a test may spoil: of all, or of those whose files it touches, which load sooner.
record TemplateFolder(Path root) {

    private static final Path SHIPPED = Path.of("templates");

    static TemplateFolder copiedTo(Path root) {
        var folder = new TemplateFolder(root);
        folder.copy(SHIPPED, root);
        return folder;
    }

    static TemplateFolder ofTouchedTo(Path root) {
        return new TemplateFolder(root);
    }

    private Path touch(String file) {
        Path template = Path.of(file).getName(0);
        if (Files.notExists(root.resolve(template))) {
            copy(SHIPPED.resolve(template), root.resolve(template));
        }
        return root.resolve(file);
    }

    private void copy(Path from, Path to) {
        try {
            FileSystemUtils.copyRecursively(from, to);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    void write(String file, String text) {
        touch(file);
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), text);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    void replace(String file, String old, String fresh) {
        String text = read(file);
        if (!text.contains(old)) {
            throw new IllegalArgumentException(file + " does not contain " + old);
        }
        write(file, text.replace(old, fresh));
    }

    void delete(String file) {
        try {
            FileSystemUtils.deleteRecursively(touch(file));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    String read(String file) {
        try {
            return Files.readString(touch(file));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// The line, from 1, on which a text stands.
    int lineOf(String file, String text) {
        List<String> lines = read(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException(file + " does not contain " + text);
    }

    Templates load() {
        return new Templates(root);
    }

    /// What is refused, with files relative to the folder.
    List<String> problems() {
        try {
            load();
            return List.of();
        } catch (TemplatesRefused refused) {
            return refused.problems().stream()
                    .map(problem -> root.relativize(problem.file()) + ":" + problem.line() + ": "
                            + problem.message())
                    .toList();
        }
    }
}
