package vestnik.channel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/// Angus' SMTP connection, given finished bytes instead of a message object, and telling how each step ended. Where the relay
/// offers PIPELINING (RFC 2920), MAIL, RCPT and DATA are one write and one wait.
final class RelayTransport extends SMTPTransport {

    private static final int START_TEXT = 354;
    private static final List<SmtpPhase> ENVELOPE = List.of(SmtpPhase.MAIL, SmtpPhase.RCPT, SmtpPhase.DATA);

    private static final byte[] LINE_END = {'\r', '\n'};

    private final boolean pipelining;
    private @Nullable OutputStream wire;
    private boolean borrowing;
    private boolean outOfStep;

    RelayTransport(Session session, URLName relay, boolean pipelining) {
        super(session, relay, relay.getProtocol(), relay.getProtocol().equals("smtps"));
        this.pipelining = pipelining;
    }

    /// One e-mail, from MAIL to the answer to the final dot, or to the first answer that ends it.
    ///
    /// @param underWay told when the relay asks for the text
    synchronized Exchange exchange(Email email, Runnable underWay) {
        var progress = new Progress();
        try {
            Exchange refusal = pipelining && supportsExtension("PIPELINING")
                    ? envelopeAtOnce(email, progress)
                    : envelope(email, progress);
            if (refusal != null) {
                return refusal;
            }
            underWay.run();
            return text(email, progress);
        } catch (MessagingException | IOException broken) {
            return new Exchange.Lost(progress.phase, describe(broken));
        }
    }

    /// Null if the relay waits for the text.
    private @Nullable Exchange envelope(Email email, Progress progress) throws MessagingException {
        for (SmtpPhase phase : ENVELOPE) {
            progress.phase = phase;
            simpleCommand(command(phase, email));
            if (!accepted(phase)) {
                return answered(phase);
            }
        }
        return null;
    }

    private @Nullable Exchange envelopeAtOnce(Email email, Progress progress) throws MessagingException, IOException {
        for (SmtpPhase phase : List.of(SmtpPhase.MAIL, SmtpPhase.RCPT)) {
            wire().write(command(phase, email));
            wire().write(LINE_END);
        }
        sendCommand("DATA");
        for (SmtpPhase phase : ENVELOPE) {
            progress.phase = phase;
            readServerResponse();
            if (!accepted(phase)) {
                return refusedAtOnce(phase);
            }
        }
        return null;
    }

    /// The relay has the later commands as well, so their answers are read. If it asks for the text in spite of its refusal,
    /// it gets an empty one, which is for nobody (RFC 2920, 3.1).
    private Exchange refusedAtOnce(SmtpPhase refused) {
        Exchange refusal = answered(refused);
        if (refusal.connectionGone()) {
            return refusal;
        }
        try {
            for (int later = ENVELOPE.indexOf(refused) + 1; later < ENVELOPE.size(); later++) {
                readServerResponse();
            }
            if (refused != SmtpPhase.DATA && getLastReturnCode() == START_TEXT) {
                sendCommand(".");
                readServerResponse();
            }
        } catch (MessagingException broken) {
            outOfStep = true;
        }
        return refusal;
    }

    private Exchange text(Email email, Progress progress) throws MessagingException, IOException {
        byte[] bytes = email.bytes();
        wire().write(bytes);
        if (bytes.length == 0 || bytes[bytes.length - 1] != '\n') {
            wire().write(LINE_END);
        }
        sendCommand(".");
        progress.phase = SmtpPhase.END;
        readServerResponse();
        return answered(SmtpPhase.END);
    }

    /// What is written here leaves with the next command, in one write; lines that begin with a dot get another. Angus gives
    /// its stream away only when DATA was accepted, so it is made to believe that.
    private OutputStream wire() throws MessagingException {
        OutputStream open = wire;
        if (open == null) {
            borrowing = true;
            try {
                open = data();
            } finally {
                borrowing = false;
            }
            wire = open;
        }
        return open;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        if (!borrowing) {
            super.sendCommand(command);
        }
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        return borrowing ? START_TEXT : super.readServerResponse();
    }

    private boolean accepted(SmtpPhase phase) {
        int code = getLastReturnCode();
        return phase == SmtpPhase.DATA ? code == START_TEXT : code >= 200 && code < 300;
    }

    private static byte[] command(SmtpPhase phase, Email email) {
        String command = switch (phase) {
            case MAIL ->
                "MAIL FROM:<" + email.envelopeFrom() + ">" + (Mailbox.needsUtf8(email.to()) ? " SMTPUTF8" : "");
            case RCPT -> "RCPT TO:<" + email.to() + ">";
            case DATA -> "DATA";
            case CONNECT, END -> throw new IllegalArgumentException(phase.name());
        };
        return command.getBytes(StandardCharsets.UTF_8);
    }

    /// Forgets the transaction that a refusal left open; false if the connection is of no more use.
    synchronized boolean reset() {
        try {
            return !outOfStep && simpleCommand("RSET") == 250;
        } catch (MessagingException broken) {
            return false;
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
        return response == null || getLastReturnCode() < 0
                ? new SmtpReply(-1, null, "")
                : SmtpReply.parse(decoded(response));
    }

    /// Angus makes a character of each byte; servers that answer in Russian do so in UTF-8.
    private static String decoded(String response) {
        return Mailbox.needsUtf8(response)
                ? new String(response.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                : response;
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
