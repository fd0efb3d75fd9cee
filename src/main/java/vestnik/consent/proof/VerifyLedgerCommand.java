package vestnik.consent.proof;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vestnik.consent.proof.Finding.Broken;
import vestnik.consent.proof.Finding.Sound;

/// `verify-ledger [--expect ANCHOR]`: 0 the ledger is sound, 1 it is not, 2 bad usage.
@Component
@Command(name = "verify-ledger", mixinStandardHelpOptions = true, description = "Checks that no entry of the consent ledger was edited, removed or moved, and that what holds is what it says.")
class VerifyLedgerCommand implements Callable<Integer> {

    @Option(names = "--expect", paramLabel = "ANCHOR", description = "what this command printed earlier and was kept elsewhere: the ledger must have grown from there")
    private @Nullable String expected;
    @Spec
    private @Nullable CommandSpec spec;

    private final LedgerVerification verification;
    private final Verdict verdict;

    VerifyLedgerCommand(LedgerVerification verification, Verdict verdict) {
        this.verification = verification;
        this.verdict = verdict;
    }

    @Override
    public Integer call() {
        return switch (verification.verify(anchor(), this::show)) {
            case Sound(long entries, Anchor anchor) -> {
                say("%,d entries, sealed, state agrees.%s%nAnchor: %s".formatted(entries,
                        expected == null ? "" : " They go on from the expected anchor.", anchor));
                yield 0;
            }
            case Broken flaw -> {
                say(verdict.of(flaw) + ".");
                yield 1;
            }
        };
    }

    private Optional<Anchor> anchor() {
        var anchor = Optional.ofNullable(expected).flatMap(Anchor::parse);
        if (expected != null && anchor.isEmpty()) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(),
                    "Not an anchor as verify-ledger prints it: " + expected);
        }
        return anchor;
    }

    private void show(Progress progress) {
        boolean terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        out().printf(terminal ? "\r%s   " : "%s%n", "%,d of %,d entries, %,d a second, %d:%02d left".formatted(
                progress.done(), progress.total(), progress.perSecond(), progress.left().toMinutes(),
                progress.left().toSecondsPart()));
        out().flush();
    }

    private void say(String sentence) {
        out().printf("%n%s%n", sentence);
        out().flush();
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
