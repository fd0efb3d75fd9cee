package vestnik.channel.email;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;

/// Relays and mails for tests.
final class Relays {

    private Relays() {}

    static MailRelay at(int port) {
        return at(port, Duration.ofSeconds(20));
    }

    static MailRelay at(int port, ConnectionSettings connection) {
        return new MailRelay(mail(port, Duration.ofSeconds(20)), new DefaultSslBundleRegistry(),
                Settings.connecting(connection, Map.of()), Clock.systemUTC());
    }

    static MailRelay at(int port, Duration patience) {
        return of(mail(port, patience));
    }

    static MailProperties mail(int port, Duration patience) {
        var mail = new MailProperties();
        mail.setHost("127.0.0.1");
        mail.setPort(port);
        mail.getProperties().put("mail.smtp.timeout", "" + patience.toMillis());
        mail.getProperties().put("mail.smtp.localhost", "clinic.test");
        return mail;
    }

    static MailRelay of(MailProperties mail) {
        return of(mail, new DefaultSslBundleRegistry());
    }

    static MailRelay of(MailProperties mail, SslBundles bundles) {
        return new MailRelay(mail, bundles, Settings.with(null), Clock.systemUTC());
    }

    static Email mailTo(String to) {
        return new Email("b+7.1.x@bounces.clinic.test", to,
                "Subject: test\r\n\r\n.one\r\ntwo\r\n".getBytes(StandardCharsets.UTF_8));
    }
}
