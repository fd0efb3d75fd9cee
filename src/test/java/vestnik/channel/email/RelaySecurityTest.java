package vestnik.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import vestnik.channel.Outcome;
import vestnik.channel.Signal;
import vestnik.channel.email.RelaySettings.Security;
import vestnik.template.EmailContent;
import vestnik.vocabulary.Purpose;

/// TLS and sign-in as `spring.mail.*` says, against a real mail server.
class RelaySecurityTest {

    private static final Email MAIL = Relays.mailTo("ivan@example.test");

    private GreenMail mailbox;

    @BeforeEach
    void start() {
        mailbox = new GreenMail(new ServerSetup[]{setup(ServerSetup.PROTOCOL_SMTP), setup(ServerSetup.PROTOCOL_SMTPS)});
        mailbox.start();
        mailbox.setUser("anna@example.test", "anna", "secret");
        mailbox.setUser("ivan@example.test", "ivan", "secret");
    }

    private static ServerSetup setup(String protocol) {
        var setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(20_000);
        return setup;
    }

    @AfterEach
    void stop() {
        mailbox.stop();
    }

    @Test
    void deliversWhatWasComposed() throws Exception {
        var content = EmailContent.of("Скидка на приём", "<p>Здравствуйте, Анна!</p>", "Здравствуйте, Анна!");
        var draft = new EmailDraft("7.12", 7, Purpose.PROMOTION, "anna@example.test", Locale.of("ru"), content,
                URI.create("https://clinic.test/u/abc"), Instant.parse("2026-11-18T09:00:00Z"));
        Email email = new EmailComposer(Settings.with(null)).compose(draft);

        try (MailConnection connection = Relays.at(mailbox.getSmtp().getPort()).connect()) {
            assertThat(connection.handOver(email)).isInstanceOf(Outcome.Accepted.class);
        }

        var received = mailbox.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("Скидка на приём");
        assertThat(received.getHeader("Return-Path")).containsExactly("<" + email.envelopeFrom() + ">");
    }

    @Test
    void speaksTlsFromTheStartWithABundleOfItsOwn() throws Exception {
        var mail = relay(mailbox.getSmtps().getPort());
        mail.getSsl().setBundle("relay");
        mail.getSsl().setVerifyHostname(false);

        assertThat(handOver(Relays.of(mail, new Tls().trust()))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void speaksTlsWithTheHostsThatItIsToldToTrust() {
        var mail = relay(mailbox.getSmtps().getPort());
        mail.getSsl().setEnabled(true);
        mail.getSsl().setVerifyHostname(false);
        mail.getProperties().put("mail.smtp.ssl.trust", "127.0.0.1");

        assertThat(handOver(Relays.of(mail))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void unavailableWhenTheCertificateIsNotTrusted() {
        var mail = relay(mailbox.getSmtps().getPort());
        mail.getSsl().setEnabled(true);

        assertThat(handOver(Relays.of(mail)))
                .isEqualTo(new Outcome.Unavailable("CONNECT SSLHandshakeException"));
    }

    @Test
    void unavailableWhenTlsIsRequiredAndNotOffered() {
        var mail = relay(mailbox.getSmtp().getPort());
        mail.getProperties().put("mail.smtp.starttls.required", "true");

        assertThat(handOver(Relays.of(mail))).isInstanceOf(Outcome.Unavailable.class);
        assertThat(mailbox.getReceivedMessages()).isEmpty();
    }

    @Test
    void signsInWhenTheRelayAsks() throws IOException {
        try (var server = new ScriptedSmtpServer()) {
            server.answer("EHLO", "250-mx.test\r\n250 AUTH PLAIN");
            server.answer("AUTH", "235 2.7.0 Welcome");

            assertThat(handOver(Relays.of(signedIn(server)))).isInstanceOf(Outcome.Accepted.class);
            assertThat(server.commands()).anyMatch(command -> command.startsWith("AUTH PLAIN "));
        }
    }

    @Test
    void unavailableWhenThePasswordIsWrong() throws IOException {
        try (var server = new ScriptedSmtpServer()) {
            server.answer("EHLO", "250-mx.test\r\n250 AUTH PLAIN");
            server.answer("AUTH", "535 5.7.8 Wrong password");

            assertThat(handOver(Relays.of(signedIn(server))))
                    .isEqualTo(new Outcome.Unavailable("CONNECT 535 5.7.8 Wrong password", Signal.LOCKED_OUT));
        }
    }

    @Test
    void startsTlsOnAConnectionInTheClear() throws Exception {
        var tls = new Tls();
        try (var server = new ScriptedSmtpServer().secure(tls)) {
            var settings = relaySettings(server.port(), Security.STARTTLS);
            var relay = new RelayHost("further", RelayProperties.session(settings, tls.trust()),
                    RelayProperties.address(settings), 1, true, Clock.systemUTC());

            assertThat(relay.open()).isInstanceOfSatisfying(RelayHost.Opening.Open.class,
                    open -> assertThat(open.transport().exchange(MAIL, () -> {
                    })).isInstanceOf(Exchange.Answered.class));
            assertThat(server.secured()).isEqualTo(1);
            assertThat(server.messages()).hasSize(1);
        }
    }

    @Test
    void saysNothingInTheClearWhereTlsWasAskedFor() throws Exception {
        try (var server = new ScriptedSmtpServer()) {
            var settings = relaySettings(server.port(), Security.STARTTLS);
            var relay = new RelayHost("further", RelayProperties.session(settings, new Tls().trust()),
                    RelayProperties.address(settings), 1, true, Clock.systemUTC());

            assertThat(relay.open()).isInstanceOf(RelayHost.Opening.Failed.class);
            assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
        }
    }

    @Test
    void aFurtherRelaySpeaksTlsFromTheStart() throws Exception {
        var settings = relaySettings(mailbox.getSmtps().getPort(), Security.TLS);
        var relay = new RelayHost("further", RelayProperties.session(settings, new Tls().trust()),
                RelayProperties.address(settings), 1, true, Clock.systemUTC());

        assertThat(relay.open()).isInstanceOfSatisfying(RelayHost.Opening.Open.class,
                open -> assertThat(open.transport().exchange(MAIL, () -> {
                })).isInstanceOf(Exchange.Answered.class));
        assertThat(mailbox.getReceivedMessages()).hasSize(1);
    }

    private static RelaySettings relaySettings(int port, Security security) {
        return new RelaySettings("127.0.0.1", port, null, null, security, "relay", 1,
                Map.of("mail.smtp.ssl.checkserveridentity", "false"));
    }

    @Test
    void refusesToStartWithoutAHost() {
        assertThatThrownBy(() -> Relays.of(new MailProperties()))
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
                        refused -> assertThat(refused.getName()).isEqualTo("spring.mail.host"));
    }

    private static MailProperties signedIn(ScriptedSmtpServer server) {
        var mail = relay(server.port());
        mail.setUsername("clinic");
        mail.setPassword("secret");
        return mail;
    }

    private static MailProperties relay(int port) {
        var mail = new MailProperties();
        mail.setHost("127.0.0.1");
        mail.setPort(port);
        return mail;
    }

    private static Outcome handOver(MailRelay relay) {
        try (MailConnection connection = relay.connect()) {
            return connection.handOver(MAIL);
        }
    }
}
