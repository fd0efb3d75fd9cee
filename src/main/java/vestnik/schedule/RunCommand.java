package vestnik.schedule;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;
import vestnik.mailing.PlanLine;
import vestnik.mailing.Planner;

/// `run JOB [--at INSTANT] [--dry-run]`: one job by hand.
@Component
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs a job to its end: appointment-reminders, review-requests or consent-confirmations.")
class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "JOB", description = "appointment-reminders, review-requests or consent-confirmations")
    private String job = "";
    @Option(names = "--at", paramLabel = "INSTANT", description = "plan what is due at this moment, such as 2026-11-22T09:00:00Z (default: now)")
    private @Nullable Instant at;
    @Option(names = "--dry-run", description = "print what would be planned, and plan nothing")
    private boolean dryRun;
    @Spec
    private @Nullable CommandSpec spec;

    private final MailingRuns runs;
    private final Planner planner;
    private final Mailings mailings;
    private final Clock clock;

    RunCommand(MailingRuns runs, Planner planner, Mailings mailings, Clock clock) {
        this.runs = runs;
        this.planner = planner;
        this.mailings = mailings;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        MailingKind kind = MailingRuns.scheduled(job).orElseThrow(() -> new ParameterException(command.commandLine(),
                "There is no job '" + job + "'. Jobs: appointment-reminders, review-requests, consent-confirmations."));
        Instant moment = at == null ? clock.instant() : at;
        PrintWriter out = command.commandLine().getOut();
        return dryRun ? preview(kind, moment, out) : run(kind, moment, out);
    }

    private int preview(MailingKind kind, Instant moment, PrintWriter out) {
        List<PlanLine> plan = planner.preview(kind, moment);
        out.printf("%s at %s would plan:%n%n%-12s %-8s %-18s %10s%n", kind.job(), moment, "OFFSET", "CHANNEL",
                "DECISION",
                "MESSAGES");
        plan.forEach(line -> out.printf("%-12s %-8s %-18s %10d%n", line.label(), line.channel(),
                line.withheld() == null ? "send" : line.withheld(), line.messages()));
        out.printf("%-12s %-8s %-18s %10d%n", "all", "", "", plan.stream().mapToLong(PlanLine::messages).sum());
        out.flush();
        return 0;
    }

    private int run(MailingKind kind, Instant moment, PrintWriter out) {
        Mailing mailing = runs.run(kind, moment, "command line");
        Map<String, Long> states = mailings.countStates(mailing.id());
        out.printf("%s at %s is mailing %d:%n%n", kind.job(), moment, mailing.id());
        states.forEach((state, messages) -> out.printf("%-30s %10d%n", state, messages));
        out.printf("%-30s %10d%n", "all", states.values().stream().mapToLong(Long::longValue).sum());
        boolean done = mailing.finishedAt() != null || mailing.resumeAt() != null;
        if (mailing.resumeAt() != null) {
            out.printf("%nWhat is to be tried again goes on at %s.%n", mailing.resumeAt());
        }
        if (!done) {
            out.println(
                    "The run did not finish; the log says why. It goes on when the job is run for the same moment.");
        }
        out.flush();
        return done ? 0 : 1;
    }
}
