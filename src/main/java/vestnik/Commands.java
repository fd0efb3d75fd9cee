package vestnik;

import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// The commands that do one thing and end. They share the service's configuration, but under the profile `command` they
/// serve no pages, follow no schedule and make no users.
final class Commands {

    private Commands() {}

    /// Runs one command; 0 done, 1 failed, 2 bad usage.
    static int run(String... args) {
        try (var context = new SpringApplicationBuilder(Vestnik.class).bannerMode(Banner.Mode.OFF)
                .profiles("command").run()) {
            var all = new CommandLine(CommandSpec.create().name("vestnik").mixinStandardHelpOptions(true));
            context.getBeansWithAnnotation(Command.class).values().forEach(all::addSubcommand);
            return all.execute(args);
        }
    }
}
