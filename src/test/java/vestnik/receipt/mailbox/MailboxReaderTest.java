package vestnik.receipt.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.channel.email.EmailComposer;
import vestnik.receipt.NodeLocks;
import vestnik.receipt.ReturnedMails;
import vestnik.receipt.SentMail;
import vestnik.receipt.mailbox.BouncesSettings.Afterwards;
import vestnik.receipt.mailbox.BouncesSettings.Security;
import vestnik.test.Clinic;
import vestnik.test.VestnikTest;

@VestnikTest
class MailboxReaderTest {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofMinutes(15);

    @Autowired
    ReturnedMails mails;
    @Autowired
    NodeLocks locks;
    @Autowired
    EmailComposer composer;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    DataSource source;
    Clinic clinic;
    ServerSetup plain;
    ServerSetup secure;
    GreenMail server;
    GreenMailUser user;
    @Nullable
    MailboxReader reader;

    @BeforeEach
    void open() throws IOException {
        clinic = new Clinic(source);
        plain = setup(ServerSetup.PROTOCOL_IMAP);
        secure = setup(ServerSetup.PROTOCOL_IMAPS);
        startServer();
    }

    @AfterEach
    void close() {
        Optional.ofNullable(reader).ifPresent(MailboxReader::stop);
        server.stop();
        jdbc.sql("drop trigger if exists poison on receipt").update();
        clinic.close();
    }

    @ParameterizedTest
    @EnumSource
    void takesWhatWaitsAndPutsItAway(Afterwards afterwards) throws Exception {
        deliver(7, 8, 9);
        read(settings(afterwards, SOON));

        awaitReceipts(3);
        await().untilAsserted(() -> {
            assertThat(inbox()).hasSize(afterwards == Afterwards.MARK ? 3 : 0)
                    .allSatisfy(mail -> assertThat(mail.isSet(Flags.Flag.SEEN)).isTrue());
            assertThat(folder("Vestnik")).hasSize(afterwards == Afterwards.MOVE ? 3 : 0);
        });
    }

    @Test
    void isToldOfNewMailByTheServerHoweverItFallsBetweenLookingAndWaiting() throws Exception {
        read(settings(Afterwards.MOVE, LATER));
        for (int mail = 1; mail <= 20; mail++) {
            deliver(mail);
            awaitReceipts(mail);
        }
    }

    @Test
    void aMailThatWasTakenBeforeACrashIsOnlyPutAway() throws Exception {
        byte[] bounce = bounce(7);
        mails.take(bounce);
        deliver(bounce);
        read(settings(Afterwards.MOVE, SOON));

        await().untilAsserted(() -> assertThat(folder("Vestnik")).hasSize(1));
        assertThat(receipts()).isOne();
    }

    @Test
    void aMailThatFailsIsFlaggedAndDoesNotStopTheRest() throws Exception {
        Poison.of(8, jdbc);
        deliver(7, 8, 9);
        read(settings(Afterwards.MOVE, SOON));

        await().untilAsserted(() -> assertThat(inbox()).singleElement()
                .satisfies(mail -> assertThat(mail.isSet(Flags.Flag.FLAGGED)).isTrue()));
        assertThat(receipts()).isEqualTo(2);
    }

    @Test
    void comesBackWhenTheServerDoes() throws Exception {
        read(settings(Afterwards.MOVE, SOON));
        deliver(7);
        awaitReceipts(1);
        server.stop();
        startServer();
        deliver(8);

        awaitReceipts(2);
    }

    @Test
    void waitsForAServerThatIsNotThereYet() throws Exception {
        server.stop();
        read(settings(Afterwards.MOVE, SOON));
        startServer();
        deliver(7);

        awaitReceipts(1);
    }

    @Test
    void oneNodeReadsAtATime() throws Exception {
        deliver(7);
        try (var other = locks.tryTake("bounce-mailbox").orElseThrow()) {
            read(settings(Afterwards.MOVE, SOON));
            await().during(Duration.ofMillis(1500)).until(() -> inbox().size() == 1 && receipts() == 0);
            assertThat(other.isHeld()).isTrue();
        }
        awaitReceipts(1);
    }

    @Test
    void speaksTls() throws Exception {
        deliver(7);
        read(new BouncesSettings("127.0.0.1", secure.getPort(), Security.TLS, "bounces", "secret", "INBOX",
                Afterwards.MOVE, "Vestnik", SOON, Map.of("mail.imap.ssl.trust", "*",
                        "mail.imap.ssl.checkserveridentity", "false")));

        awaitReceipts(1);
    }

    @Test
    void readsNoMailboxUnlessOneIsNamed() {
        var unused = new MailboxReader(
                new BouncesSettings(null, 993, Security.TLS, null, null, "INBOX", Afterwards.MOVE,
                        "Vestnik", SOON, Map.of()),
                mails, locks);
        unused.start();

        assertThat(unused.isRunning()).isFalse();
    }

    private static ServerSetup setup(String protocol) throws IOException {
        var setup = new ServerSetup(freePort(), "127.0.0.1", protocol);
        setup.setServerStartupTimeout(30_000);
        return setup;
    }

    private void startServer() {
        server = new GreenMail(new ServerSetup[]{plain, secure});
        server.start();
        user = server.setUser("bounces@clinic.test", "bounces", "secret");
    }

    private void read(BouncesSettings settings) {
        var started = new MailboxReader(settings, mails, locks);
        reader = started;
        started.start();
    }

    private BouncesSettings settings(Afterwards afterwards, Duration every) {
        return new BouncesSettings("127.0.0.1", plain.getPort(), Security.NONE, "bounces", "secret", "INBOX",
                afterwards, "Vestnik", every, Map.of());
    }

    private void deliver(long... mailings) throws Exception {
        for (long mailing : mailings) {
            deliver(bounce(mailing));
        }
    }

    private void deliver(byte[] mail) throws Exception {
        user.deliver(new MimeMessage(null, new ByteArrayInputStream(mail)));
    }

    private byte[] bounce(long mailing) {
        return SentMail.to(clinic.patient(), mailing, 1, source, composer).back().refused("5.1.1", "User unknown");
    }

    private List<StoredMessage> inbox() throws Exception {
        return folder("INBOX");
    }

    private List<StoredMessage> folder(String name) throws Exception {
        var folder = server.getManagers().getImapHostManager().getFolder(user, name);
        return folder == null ? List.of() : folder.getMessages();
    }

    private void awaitReceipts(long number) {
        await().atMost(Duration.ofSeconds(20)).until(() -> receipts() == number);
    }

    private long receipts() {
        return Objects.requireNonNull(jdbc.sql("select count(*) from receipt").query(Long.class).single());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
