package vestnik;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import vestnik.receipt.ExplainBounceCommand;

/// The commands that do one thing and end. They share the service's configuration, but under the profile `command` they
/// serve no pages, follow no schedule and make no users.
final class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final String TAKE_BOUNCE = "take-bounce";
    /// EX_TEMPFAIL of sysexits: a mail server that is told anything else would give the mail up.
    private static final int TRY_AGAIN = 75;

    private Commands() {}

    /// Runs one command; 0 done, 1 failed, 2 bad usage.
    static int run(String... args) {
        var alone = root();
        if (alone.getSubcommands().containsKey(args[0])) {
            return alone.execute(args);
        }
        try {
            return runWithService(args);
        } catch (RuntimeException cause) {
            if (args[0].equals(TAKE_BOUNCE)) {
                LOG.error("the service's settings or its database keep it from taking mail", cause);
                return TRY_AGAIN;
            }
            throw cause;
        }
    }

    private static int runWithService(String... args) {
        try (var context = new SpringApplicationBuilder(Vestnik.class).bannerMode(Banner.Mode.OFF)
                .profiles("command").run()) {
            var all = root();
            context.getBeansWithAnnotation(Command.class).values().forEach(all::addSubcommand);
            return all.execute(args);
        }
    }

    /// With the commands that need neither configuration nor database, and so start at once.
    private static CommandLine root() {
        return new CommandLine(CommandSpec.create().name("vestnik").mixinStandardHelpOptions(true))
                .addSubcommand(new ExplainBounceCommand());
    }
}
