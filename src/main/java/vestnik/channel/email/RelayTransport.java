package vestnik.channel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// Angus' SMTP connection, given finished bytes instead of a message object, and telling how each step ended.
final class RelayTransport extends SMTPTransport {

    private static final byte[] CRLF = {'\r', '\n'};

    RelayTransport(Session session, URLName relay) {
        super(session, relay, relay.getProtocol(), relay.getProtocol().equals("smtps"));
    }

    /// One e-mail, from MAIL to the answer to the final dot, or to the first answer that ends it.
    synchronized Exchange exchange(Email email) {
        var progress = new Progress();
        try {
            return exchange(email, progress);
        } catch (SMTPSendFailedException refused) {
            return answered(SmtpPhase.DATA);
        } catch (MessagingException | IOException broken) {
            return new Exchange.Lost(progress.phase, describe(broken));
        }
    }

    private Exchange exchange(Email email, Progress progress) throws MessagingException, IOException {
        simpleCommand(mailFrom(email));
        if (!lastReply().positive()) {
            return answered(SmtpPhase.MAIL);
        }
        progress.phase = SmtpPhase.RCPT;
        simpleCommand(("RCPT TO:<" + email.to() + ">").getBytes(StandardCharsets.UTF_8));
        if (!lastReply().positive()) {
            return answered(SmtpPhase.RCPT);
        }
        progress.phase = SmtpPhase.DATA;
        write(email.bytes(), data());
        progress.phase = SmtpPhase.END;
        simpleCommand(".");
        return answered(SmtpPhase.END);
    }

    private static byte[] mailFrom(Email email) {
        String utf8 = Mailbox.needsUtf8(email.to()) ? " SMTPUTF8" : "";
        return ("MAIL FROM:<" + email.envelopeFrom() + ">" + utf8).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(byte[] bytes, OutputStream data) throws IOException {
        data.write(bytes);
        if (bytes.length < 2 || bytes[bytes.length - 1] != '\n') {
            data.write(CRLF);
        }
    }

    /// Forgets the transaction that a refusal left open; false if the connection is of no more use.
    synchronized boolean reset() {
        try {
            return simpleCommand("RSET") == 250;
        } catch (MessagingException broken) {
            return false;
        }
    }

    /// Angus sends RSET by itself after a refused DATA, and loses the reply when that fails. Ours is sent by [#reset].
    @Override
    public synchronized void issueCommand(String command, int expected) throws MessagingException {
        if (!command.equals("RSET")) {
            super.issueCommand(command, expected);
        }
    }

    private Exchange answered(SmtpPhase phase) {
        SmtpReply reply = lastReply();
        if (reply.code() < 0) {
            return new Exchange.Lost(phase, "connection closed");
        }
        return reply.negative() || (reply.positive() && phase == SmtpPhase.END)
                ? new Exchange.Answered(phase, reply)
                : new Exchange.Lost(phase, "out of step: " + reply.code());
    }

    /// The last reply that came; its code is -1 if the connection ended instead.
    SmtpReply lastReply() {
        String response = getLastServerResponse();
        return response == null || getLastReturnCode() < 0 ? new SmtpReply(-1, null, "") : SmtpReply.parse(response);
    }

    static String describe(Exception broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return "timed out";
            }
            if (cause instanceof IOException) {
                return cause.getClass().getSimpleName();
            }
        }
        return broken.getClass().getSimpleName();
    }

    private static final class Progress {
        SmtpPhase phase = SmtpPhase.MAIL;
    }
}
