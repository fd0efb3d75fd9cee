package vestnik.channel.email;

import jakarta.mail.MessagingException;
import org.jspecify.annotations.Nullable;
import vestnik.channel.Outcome;

/// Opens a connection when one is needed, keeps it, and replaces it when the relay has ended it.
final class KeptConnection implements MailConnection {

    private static final SmtpReply NO_SMTPUTF8 = new SmtpReply(553, "5.6.7", "the relay offers no SMTPUTF8");

    private final MailRelay relay;
    private @Nullable RelayTransport transport;

    KeptConnection(MailRelay relay) {
        this.relay = relay;
    }

    @Override
    public void open() {
        if (transport == null) {
            var opening = relay.transport();
            try {
                relay.open(opening);
                transport = opening;
            } catch (MessagingException _) {
                closeQuietly(opening);
            }
        }
    }

    @Override
    public Outcome handOver(Email email) {
        if (!Mailbox.isSendable(email.to()) || !Mailbox.isSendable(email.envelopeFrom())) {
            return new Outcome.Rejected("the address cannot stand in an SMTP command");
        }
        boolean kept = transport != null;
        Exchange exchange = exchange(email);
        if (kept && exchange.phase() == SmtpPhase.MAIL && exchange.connectionGone()) {
            exchange = exchange(email);
        }
        return Verdict.of(exchange, email.to());
    }

    private Exchange exchange(Email email) {
        var open = transport == null ? relay.transport() : transport;
        if (transport == null) {
            try {
                relay.open(open);
            } catch (MessagingException broken) {
                return notConnected(open, broken);
            }
            transport = open;
        }
        if (Mailbox.needsUtf8(email.to()) && !open.supportsExtension("SMTPUTF8")) {
            return new Exchange.Answered(SmtpPhase.RCPT, NO_SMTPUTF8);
        }
        Exchange exchange = open.exchange(email);
        tidyUp(open, exchange);
        return exchange;
    }

    private static Exchange notConnected(RelayTransport failed, MessagingException broken) {
        SmtpReply reply = failed.lastReply();
        return reply.code() >= 400
                ? new Exchange.Answered(SmtpPhase.CONNECT, reply)
                : new Exchange.Lost(SmtpPhase.CONNECT, RelayTransport.describe(broken));
    }

    private void tidyUp(RelayTransport open, Exchange exchange) {
        boolean usable = switch (exchange) {
            case Exchange.Answered answered when answered.reply().positive() -> true;
            case Exchange.Answered answered -> !answered.connectionGone() && open.reset();
            case Exchange.Lost _ -> false;
        };
        if (!usable) {
            close();
        }
    }

    @Override
    public void close() {
        var closing = transport;
        transport = null;
        if (closing != null) {
            closeQuietly(closing);
        }
    }

    private static void closeQuietly(RelayTransport transport) {
        try {
            transport.close();
        } catch (MessagingException gone) {
            // The relay hung up first, which is all that was wanted.
        }
    }
}
