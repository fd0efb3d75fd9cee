package vestnik.box.mail;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags.Flag;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// One mailbox for every address there is: SMTP puts in, the box's page reads all, IMAP the newest.
public final class Mailbox implements AutoCloseable {

    /// Name and password for IMAP.
    public static final String LOGIN = "demo";

    private static final String LOOPBACK = "127.0.0.1";
    // GreenMail keeps everything in memory.
    private static final int NEWEST = 500;
    private static final int SLACK = 200;

    private final GreenMail server;
    private final GreenMailUser user;
    private final MailStore store;

    private Mailbox(GreenMail server, GreenMailUser user, MailStore store) {
        this.server = server;
        this.user = user;
        this.store = store;
    }

    /// Listens on loopback.
    public static Mailbox open(int smtpPort, int imapPort, MailStore store) {
        var server = new GreenMail(new ServerSetup[]{new ServerSetup(smtpPort, LOOPBACK, ServerSetup.PROTOCOL_SMTP),
                new ServerSetup(imapPort, LOOPBACK, ServerSetup.PROTOCOL_IMAP)});
        server.start();
        var mailbox = new Mailbox(server, server.setUser("demo@example.test", LOGIN, LOGIN), store);
        server.getUserManager().setMessageDeliveryHandler(mailbox::take);
        return mailbox;
    }

    /// The port that takes mail.
    public int smtpPort() {
        return server.getSmtp().getPort();
    }

    private GreenMailUser take(MovingMessage mail, MailAddress recipient) throws MessagingException {
        try {
            var raw = new ByteArrayOutputStream();
            mail.getMessage().writeTo(raw);
            store.add(mail.getReturnPath().getEmail(), recipient.getEmail(), MailContent.of(mail.getMessage()),
                    raw.toByteArray());
            dropOldest();
            return user;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (FolderException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private void dropOldest() throws FolderException {
        ImapHostManager folders = server.getManagers().getImapHostManager();
        MailFolder inbox = folders.getInbox(user);
        if (inbox.getMessageCount() > NEWEST + SLACK) {
            inbox.getMessages().stream().limit(SLACK).forEach(mail -> mail.setFlag(Flag.DELETED, true));
            inbox.expunge();
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
