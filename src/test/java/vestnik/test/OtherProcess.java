package vestnik.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.test.context.SpringBootTest;

/// Vestnik in a process of its own, so that it can really be killed.
public final class OtherProcess implements AutoCloseable {

    /// Options with which the virtual machine chooses as in production, not for a quick start.
    public static final List<String> AS_IN_PRODUCTION = List.of("-XX:TieredStopAtLevel=4", "-XX:-UseSerialGC");

    private final Process process;

    private OtherProcess(Process process) {
        this.process = process;
    }

    /// Settings that make it a clinic like that of [VestnikTest]; a test adds where its database and providers are.
    public static Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        for (String property : VestnikTest.class.getAnnotation(
                SpringBootTest.class).properties()) {
            int equals = property.indexOf('=');
            settings.put(property.substring(0, equals), property.substring(equals + 1));
        }
        return settings;
    }

    /// Starts it with these settings as system properties; what it prints goes to the file.
    public static OtherProcess start(Map<String, String> settings, Path output, String... arguments) {
        return start(settings, List.of("-Xmx512m"), output, arguments);
    }

    /// Starts it with options of the virtual machine.
    public static OtherProcess start(Map<String, String> settings, List<String> options, Path output,
            String... arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "vestnik.Vestnik"));
        command.addAll(List.of(arguments));
        try {
            return new OtherProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// What it has used of the processor.
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// `kill -9`.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// SIGTERM.
    public void terminate() {
        process.destroy();
    }

    /// Any other signal, by its name.
    public void signal(String name) throws InterruptedException {
        try {
            int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + status);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Waits for its end and returns its exit status.
    public int await() throws InterruptedException {
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            throw new AssertionError("the process did not end within 3 minutes");
        }
        return process.exitValue();
    }

    /// Whether it still runs.
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
