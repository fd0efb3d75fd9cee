package vestnik.box;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import vestnik.box.mail.MailStore;
import vestnik.box.mail.Mailbox;
import vestnik.box.sms.SmsStore;
import vestnik.clinic.intake.Imports;
import vestnik.twilio.TwilioStandIn;

/// Starts a whole clinic on this computer: `mvn spring-boot:test-run`.
public final class ClinicInABox implements AutoCloseable {

    private static final int PATIENTS = 20_000;

    private final Path folder;
    private final Ports ports;
    private final int patients;
    private final PrintStream out;
    private final Deque<Runnable> closing = new ArrayDeque<>();

    ClinicInABox(Path folder, Ports ports, int patients, PrintStream out) {
        this.folder = folder;
        this.ports = ports;
        this.patients = patients;
        this.out = out;
    }

    /// Starts everything, has the three jobs run and stays until it is interrupted.
    public static void main(String[] args) {
        Path folder = Path.of(".clinic-in-a-box");
        System.setProperty("logging.config", "classpath:vestnik/box/logback.xml");
        System.setProperty("logging.file.name", folder.resolve(Texts.LOG).toString());
        var box = new ClinicInABox(folder, Ports.USUAL, PATIENTS, System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(box::close, "close the box"));
        try {
            box.open();
        } catch (BoxProblem problem) {
            System.err.println("\n  " + problem.getMessage() + "\n");
            System.exit(1);
        }
    }

    /// True if all that was sent arrived.
    boolean open() {
        out.println(Texts.BANNER);
        ports.requireFree();
        var database = BoxDatabase.open(folder);
        closing.push(database::close);
        var own = database.pool("box");
        closing.push(own::close);
        var mails = new MailStore(own);
        closing.push(Mailbox.open(ports.smtp(), ports.imap(), mails)::close);
        var twilio = TwilioStandIn.start(ports.twilio(), BoxService.TWILIO_TOKEN);
        var messages = new SmsStore(own, twilio::messages);
        closing.push(twilio::close);
        closing.push(messages::keep);
        var service = BoxService.start(folder, ports, database.url("vestnik"), mails, messages);
        closing.push(service::close);
        return live(service, new Summary(service.getBean(JdbcClient.class), mails, messages, out));
    }

    private boolean live(ConfigurableApplicationContext service, Summary summary) {
        var jdbc = service.getBean(JdbcClient.class);
        var clock = service.getBean(Clock.class);
        new Reception(service.getBean(Imports.class), jdbc, clock, folder.resolve("clinic"), patients, out).handIn();
        out.println("\n  The three jobs run:");
        new Mailings(ports.web(), jdbc, clock, out).run();
        boolean agreed = summary.print();
        service.getBean(SchedulerFactoryBean.class).start();
        out.println(Texts.whereToLook(ports, folder));
        return agreed;
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
