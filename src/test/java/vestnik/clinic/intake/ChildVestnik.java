package vestnik.clinic.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.test.context.SpringBootTest;
import vestnik.test.VestnikTest;

/// A real process of the service, to be run, watched and killed.
final class ChildVestnik {

    private static final List<String> SETTINGS = List
            .of(Objects.requireNonNull(VestnikTest.class.getAnnotation(SpringBootTest.class)).properties());

    private ChildVestnik() {}

    /// Starts `vestnik` with these arguments on this database, in a heap of 512 MB.
    static Process start(String url, Path output, List<String> settings, String... arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "-Dspring.datasource.url=" + url));
        SETTINGS.forEach(setting -> command.add("-D" + setting));
        settings.forEach(setting -> command.add("-D" + setting));
        command.add("vestnik.Vestnik");
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
