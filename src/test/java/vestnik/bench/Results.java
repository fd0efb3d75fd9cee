package vestnik.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Results of this run: each a file in `target/bench`, in the end all in one table and a picture.
public final class Results {

    private static final Logger LOG = LoggerFactory.getLogger(Results.class);
    private static final Path FOLDER = Path.of("target", "bench");
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final List<Result> ALL = Collections.synchronizedList(new ArrayList<>());
    private static final String ROW = "%-16s %9s %5s %6s %10s %12s %7s %5s  %s%n";

    private Results() {}

    /// Writes it down at once.
    public static void add(Result result) {
        ALL.add(result);
        String json = JSON.writeValueAsString(result.json());
        write(result.name() + ".json", json);
        LOG.info("{}: {}", result.name(), json);
    }

    static void show() {
        if (ALL.isEmpty()) {
            return;
        }
        var table = new StringBuilder(ROW.formatted("bench", "messages", "conns", "bytes", "per second", "smtp-source",
                "ratio", "heap", "ratio of"));
        ALL.forEach(result -> table.append(row(result)));
        LOG.info("\n{}", table);
        write("table.txt", table.toString());
        ScalingPicture.of(ALL).ifPresent(picture -> write("scaling.svg", picture));
    }

    private static String row(Result result) {
        Double source = result.smtpSourcePerSecond();
        return ROW.formatted(result.name(), result.messages(), result.connections(), result.bytes(),
                Math.round(result.perSecond()), source == null ? "" : Math.round(source),
                "%.2f".formatted(result.ratio()), result.heapMb() + "M", result.ratioOf());
    }

    private static void write(String name, String text) {
        try {
            Files.writeString(Files.createDirectories(FOLDER).resolve(name), text);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
