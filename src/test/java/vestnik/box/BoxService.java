package vestnik.box;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import vestnik.Vestnik;
import vestnik.box.mail.MailStore;
import vestnik.box.sms.SmsStore;
import vestnik.box.web.BoxPages;
import vestnik.console.access.ConsoleUsers;

/// Vestnik itself, as in production but for where it sends and for keys that everybody knows.
final class BoxService {

    /// What the stand-in for Twilio asks for.
    static final String TWILIO_TOKEN = "demo-only-demo-only-demo-only-00";

    private static final String KEY = "ZGVtby1vbmx5LWRlbW8tb25seS1kZW1vLW9ubHktMzI=";

    private static final Map<String, String> DEMO = Map.ofEntries(
            Map.entry("server.address", "127.0.0.1"),
            Map.entry("spring.mail.host", "127.0.0.1"),
            Map.entry("vestnik.email.transactional", "reception@clinic.test"),
            Map.entry("vestnik.email.promotional", "news@clinic.test"),
            Map.entry("vestnik.email.reply-to", "reception@clinic.test"),
            Map.entry("vestnik.email.bounce-domain", "bounces.clinic.test"),
            Map.entry("vestnik.email.bounce-key", KEY),
            Map.entry("vestnik.link-keys.demo", KEY),
            Map.entry("vestnik.sms.twilio.account-sid", "AC00000000000000000000000000000000"),
            Map.entry("vestnik.sms.twilio.auth-token", TWILIO_TOKEN),
            Map.entry("vestnik.sms.twilio.from", "MoyDoktor"),
            Map.entry("vestnik.console.admin-password", DemoUser.ADMIN.password()),
            // The schedules wait until the clinic is complete.
            Map.entry("spring.quartz.auto-startup", "false"),
            // A demonstration may be given at night.
            Map.entry("vestnik.rules.windows.promotion.from", "00:00"),
            Map.entry("vestnik.rules.windows.promotion.until", "23:59:59.999999999"),
            Map.entry("vestnik.rules.windows.review.from", "00:00"),
            Map.entry("vestnik.rules.windows.review.until", "23:59:59.999999999"));

    private BoxService() {}

    static ConfigurableApplicationContext start(Path folder, Ports ports, String databaseUrl, MailStore mails,
            SmsStore messages) {
        var context = new SpringApplicationBuilder(Vestnik.class, BoxPages.class)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .initializers(raw -> {
                    raw.getBeanFactory().registerSingleton("onlyTheService", new OnlyTheService());
                    raw.getBeanFactory().registerSingleton("mailStore", mails);
                    raw.getBeanFactory().registerSingleton("smsStore", messages);
                })
                .run(arguments(folder, ports, databaseUrl));
        List.of(DemoUser.values()).forEach(user -> context.getBean(ConsoleUsers.class)
                .create(user.login(), user.password(), user.role()));
        return context;
    }

    private static String[] arguments(Path folder, Ports ports, String databaseUrl) {
        Map<String, Object> here = Map.of("spring.datasource.url", databaseUrl, "server.port", ports.web(),
                "spring.mail.port", ports.smtp(), "vestnik.public-url", "http://localhost:" + ports.web(),
                "vestnik.sms.twilio.base-url", "http://127.0.0.1:" + ports.twilio(),
                "vestnik.dispatch.journal", folder.resolve("journal"), "vestnik.intake.rejects",
                folder.resolve("rejects"), "vestnik.intake.uploads", folder.resolve("uploads"));
        return Stream.concat(DEMO.entrySet().stream(), here.entrySet().stream())
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue()).toArray(String[]::new);
    }
}
