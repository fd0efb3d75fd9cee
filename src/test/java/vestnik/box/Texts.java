package vestnik.box;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the box says when it starts and when it is ready.
final class Texts {

    static final String LOG = "vestnik.log";

    static final String BANNER = """

              VESTNIK: THE CLINIC IN A BOX

              A demonstration. The clinic, its patients, their addresses and numbers are invented, passwords and keys are
              known to everybody, and no message leaves this computer. Do not put real data into it.
            """;

    private static final String WHERE_TO_LOOK = """

              Look around:
                what patients got     http://localhost:%1$d/box
                console and API       http://localhost:%1$d/        API description at /v3/api-docs
                sign in as            %2$s
                mailbox               SMTP localhost:%3$d, IMAP localhost:%4$d (demo / demo, the newest mails)
                stand-in for Twilio   http://localhost:%5$d
                the service's log     %6$s
                database              kept in %7$s; delete the folder for a new clinic

              The box runs on, schedules included. Ctrl-C ends it.
            """;

    private Texts() {}

    static String whereToLook(Ports ports, Path folder) {
        String users = Stream.of(DemoUser.values()).map(user -> user.login() + " / " + user.password())
                .collect(Collectors.joining(", "));
        return WHERE_TO_LOOK.formatted(ports.web(), users, ports.smtp(), ports.imap(), ports.twilio(),
                folder.resolve(LOG), folder);
    }
}
