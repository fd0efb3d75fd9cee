package vestnik.clinic.intake;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `import FILE…`: files in the order given, so patients stand before their appointments.
@Component
@Command(name = "import", mixinStandardHelpOptions = true, description = "Imports CSV or FHIR R4 JSON files in the order given.")
class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "CSV (see the columns in the error message of a wrong one), bundle, resource or NDJSON")
    private List<Path> files = List.of();
    @Spec
    private @Nullable CommandSpec spec;

    private final Imports imports;

    ImportCommand(Imports imports) {
        this.imports = imports;
    }

    @Override
    public Integer call() {
        files.stream().filter(file -> !Files.isReadable(file)).findFirst().ifPresent(this::refuseUsage);
        return files.stream().allMatch(this::run) ? 0 : 1;
    }

    /// Shows on a terminal how far it is; the log has it too.
    @EventListener
    void show(ImportProgress progress) {
        if (spec != null && Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
            out().printf("\r%,d of %,d rows, %,d a second, %d:%02d left   ", progress.done(), progress.total(),
                    progress.perSecond(), progress.left().toMinutes(), progress.left().toSecondsPart());
            out().flush();
        }
    }

    private void refuseUsage(Path file) {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Cannot read " + file);
    }

    private boolean run(Path file) {
        try {
            var run = imports.run(file, System.getProperty("user.name", "cli"));
            tell(file, run);
            return run.state() == ImportRun.State.DONE;
        } catch (UnreadableFileException refused) {
            out().printf("%s: refused whole: %s%n", file, refused.why());
            out().flush();
            return false;
        }
    }

    private void tell(Path file, ImportRun run) {
        out().printf("%n%s: import %d (%s) %s%n", file, run.id(), run.format(), run.state());
        out().printf("  %,d rows: %,d created, %,d updated, %,d unchanged, %,d rejected%n", run.rowsRead(),
                run.created(), run.updated(), run.unchanged(), run.rejected());
        out().printf("  %,d fields dropped, %,d resources ignored%n", run.fieldsDropped(), run.ignored());
        if (run.state() == ImportRun.State.FAILED) {
            out().println("  It stopped; the log says why. It goes on when the file is imported again.");
        }
        out().flush();
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
