package vestnik.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import vestnik.test.VestnikTest;

/// Every file of batch-config is read by some settings record; what nobody reads is refused, with its place.
@ExtendWith(OutputCaptureExtension.class)
class BatchConfigTest {

    private static final Path SHIPPED = Path.of("batch-config");

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsReadWhole(Path file) {
        start(SHIPPED.resolve(file)).close();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsNamedInTheService(Path file) throws IOException {
        assertThat(Path.of("src/main/resources/application.yaml")).content().contains("file:./batch-config/" + file);
        assertThat(Files.readString(SHIPPED.resolve(file))).as("says what it is for").startsWith("# ");
    }

    @ParameterizedTest
    @MethodSource("files")
    void anUnknownKeyIsRefusedInEveryFile(Path file, CapturedOutput output) throws IOException {
        List<String> lines = Files.readAllLines(SHIPPED.resolve(file));
        Path changed = write(file, Stream.concat(lines.stream(), Stream.of("  no-such-key: 1")).toList());
        assertThat(catchThrowable(() -> start(changed))).isNotNull();
        assertThat(output).containsPattern("batch-config/" + file + ":" + (lines.size() + 1)
                + ": vestnik\\.[a-z]+\\.no-such-key is not a known setting\\.");
    }

    @Test
    void aKeyOutsideOfEveryRecordIsRefused(CapturedOutput output) throws IOException {
        Path changed = write(Path.of("clinic.yaml"), List.of("vestnik.clinc:", "  name: Moy doktor"));
        assertThat(catchThrowable(() -> start(changed))).isNotNull();
        assertThat(output).contains("batch-config/clinic.yaml:2: vestnik.clinc.name is not a known setting.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zone: Mars/Olympus   | clinic.yaml:3: vestnik.clinic.zone cannot be "Mars/Olympus"
            phone-region: Russia | clinic.yaml:3: vestnik.clinic.phone-region must match
            """)
    void aBadValueIsRefusedWithItsReason(String line, String sentence, CapturedOutput output) throws IOException {
        Path changed = write(Path.of("clinic.yaml"), List.of("vestnik.clinic:", "  name: Moy doktor", "  " + line));
        assertThat(catchThrowable(() -> start(changed))).isNotNull();
        assertThat(output).contains("batch-config/" + sentence);
    }

    private Path write(Path file, List<String> lines) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("batch-config"));
        return Files.write(folder.resolve(file), lines);
    }

    // The file, the others as they are shipped, and what only the environment gives.
    private static ConfigurableApplicationContext start(Path file) {
        String files = Stream.concat(Stream.of(file),
                files().filter(other -> !other.equals(file.getFileName())).map(SHIPPED::resolve))
                .map(each -> each.toUri().toString()).collect(Collectors.joining(","));
        return new SpringApplicationBuilder(OnlySettings.class).web(WebApplicationType.NONE)
                .run(Stream
                        .concat(Stream.of("spring.config.location=" + files, "vestnik.email.sender-name=x"),
                                Stream.of(VestnikTest.class
                                        .getAnnotation(SpringBootTest.class).properties()))
                        .map(each -> "--" + each)
                        .toArray(String[]::new));
    }

    static Stream<Path> files() {
        try (var files = Files.list(SHIPPED)) {
            return files.map(Path::getFileName).sorted().toList().stream();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Configuration
    @ConfigurationPropertiesScan("vestnik")
    @ComponentScan("vestnik.settings")
    static class OnlySettings {}
}
