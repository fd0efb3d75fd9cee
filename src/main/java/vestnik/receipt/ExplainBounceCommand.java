package vestnik.receipt;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import vestnik.receipt.bounce.BounceReader;
import vestnik.receipt.bounce.Feedback;
import vestnik.receipt.bounce.MailFile;
import vestnik.receipt.bounce.Saying;

/// `explain-bounce FILE…`: what Vestnik reads in a mail that came back, one JSON line per recipient. Needs no database and
/// changes nothing. 0 done, 1 if a file could not be read, 2 bad usage.
@Command(name = "explain-bounce", mixinStandardHelpOptions = true, description = "Tells what a mail that came back says of each recipient.")
public final class ExplainBounceCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "mail as it came, header and all; - is standard input")
    private List<String> files = List.of();
    @Spec
    private @Nullable CommandSpec spec;

    private final JsonMapper json = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public Integer call() {
        int status = 0;
        for (String file : files) {
            try {
                explain(file);
            } catch (IOException cause) {
                line().getErr().println(file + ": cannot be read (" + cause.getClass().getSimpleName() + ")");
                status = 1;
            }
        }
        out().flush();
        return status;
    }

    private void explain(String file) throws IOException {
        int index = 1;
        for (byte[] mail : mails(file)) {
            for (Saying saying : BounceReader.read(mail).sayings()) {
                out().println(json.writeValueAsString(row(file, index++, saying)));
            }
        }
    }

    private static List<byte[]> mails(String file) throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return MailFile.mails(System.in);
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return MailFile.mails(in);
        }
    }

    private static Map<String, Object> row(String file, int index, Saying saying) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("file", file);
        row.put("index", index);
        row.put("recipient", saying.recipient());
        row.put("status", "");
        row.put("reason", "");
        row.put("hard", false);
        row.put("feedback", "");
        switch (saying) {
            case Saying.Failed failed -> {
                row.put("status", failed.status());
                row.put("reason", failed.reason().word());
                row.put("hard", failed.reason().hard());
            }
            case Saying.Delayed delayed -> {
                row.put("status", delayed.status());
                row.put("reason", delayed.reason().word());
            }
            case Saying.Delivered delivered -> {
                row.put("status", delivered.status());
                row.put("reason", "delivered");
            }
            case Saying.PassedOn passed -> {
                row.put("status", passed.status());
                row.put("reason", "passedon");
            }
            case Saying.Asked _ -> {
                row.put("reason", "feedback");
                row.put("feedback", Feedback.OPT_OUT.type());
            }
            case Saying.Reported reported -> {
                row.put("reason", "feedback");
                row.put("feedback", reported.feedback().type());
            }
        }
        return row;
    }

    private CommandLine line() {
        return Objects.requireNonNull(spec).commandLine();
    }

    private PrintWriter out() {
        return line().getOut();
    }
}
