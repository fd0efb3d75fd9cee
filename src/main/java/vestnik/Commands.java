package vestnik;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// The commands that do one thing and end. They share the service's configuration, but serve no pages and follow no schedule.
final class Commands {

    private static final Map<String, Object> QUIET = Map.of(
            "server.port", "-1",
            "spring.quartz.auto-startup", "false",
            "vestnik.run.recover-every", "0s",
            "logging.level.root", "warn",
            "logging.level.vestnik", "info");

    private Commands() {}

    /// Runs one command; 0 done, 1 failed, 2 bad usage.
    static int run(String... args) {
        try (var context = new SpringApplicationBuilder(Vestnik.class).bannerMode(Banner.Mode.OFF).properties(QUIET)
                .run()) {
            var all = new CommandLine(CommandSpec.create().name("vestnik").mixinStandardHelpOptions(true));
            context.getBeansWithAnnotation(Command.class).values().forEach(all::addSubcommand);
            return all.execute(args);
        }
    }
}
