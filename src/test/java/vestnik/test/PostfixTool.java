package vestnik.test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A program of the package postfix, which is not on everybody's path.
final class PostfixTool {

    private static final List<Path> FOLDERS = List.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin"),
            Path.of("/usr/bin"), Path.of("/usr/libexec/postfix"));

    private PostfixTool() {}

    /// The path of the program, if it is installed.
    static Optional<String> find(String name) {
        return FOLDERS.stream().map(folder -> folder.resolve(name)).filter(Files::isExecutable).map(Path::toString)
                .findFirst();
    }
}
