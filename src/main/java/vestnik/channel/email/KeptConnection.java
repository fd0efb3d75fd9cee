package vestnik.channel.email;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vestnik.channel.Outcome;

/// Opens a connection when one is needed, keeps it, and replaces it when the relay has ended it, or it has served long enough,
/// or the relay does not let us in and another may.
final class KeptConnection implements MailConnection {

    private static final SmtpReply NO_SMTPUTF8 = new SmtpReply(553, "5.6.7", "the relay offers no SMTPUTF8");

    private final MailRelay relay;
    private final ConnectionSettings settings;
    private final Clock clock;
    private @Nullable Line line;

    KeptConnection(MailRelay relay, ConnectionSettings settings, Clock clock) {
        this.relay = relay;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void open() {
        replaceWhatIsWorn();
        if (line == null) {
            connect(new TurnedAway());
        }
    }

    @Override
    public Outcome handOver(Email email, Runnable underWay) {
        if (!Mailbox.isSendable(email.to()) || !Mailbox.isSendable(email.envelopeFrom())) {
            return new Outcome.Rejected("the address cannot stand in an SMTP command");
        }
        replaceWhatIsWorn();
        boolean kept = line != null;
        Exchange exchange = exchange(email, underWay);
        if (kept && exchange.phase() == SmtpPhase.MAIL && exchange.connectionGone()) {
            exchange = exchange(email, underWay);
        }
        return Verdict.of(exchange, email.to());
    }

    private void replaceWhatIsWorn() {
        Line worn = line;
        if (worn != null && (worn.messages >= settings.messages()
                || worn.usedAt.plus(settings.idle()).isBefore(clock.instant()))) {
            close();
        }
    }

    /// With the first relay that lets us in. One that finds out only after the text that it does not is the last to be asked.
    private Exchange exchange(Email email, Runnable underWay) {
        var turnedAway = new TurnedAway();
        Line open = line == null ? connect(turnedAway) : line;
        while (open != null) {
            Exchange exchange = exchange(open, email, underWay);
            if (!exchange.lockedOut()) {
                return exchange;
            }
            open.host.leaveAlone(exchange);
            if (exchange.phase() == SmtpPhase.END) {
                return exchange;
            }
            turnedAway.by(open.host, exchange);
            open = connect(turnedAway);
        }
        return turnedAway.answer();
    }

    /// Null if no relay lets us in.
    private @Nullable Line connect(TurnedAway turnedAway) {
        for (Optional<RelayHost> host = relay.next(turnedAway.hosts); host.isPresent(); host = relay
                .next(turnedAway.hosts)) {
            switch (host.get().open()) {
                case RelayHost.Opening.Open(RelayTransport transport) -> {
                    var opened = new Line(host.get(), transport, clock.instant());
                    line = opened;
                    return opened;
                }
                case RelayHost.Opening.Failed(Exchange why) -> turnedAway.by(host.get(), why);
            }
        }
        return null;
    }

    private Exchange exchange(Line open, Email email, Runnable underWay) {
        if (Mailbox.needsUtf8(email.to()) && !open.transport.supportsExtension("SMTPUTF8")) {
            return new Exchange.Answered(SmtpPhase.RCPT, NO_SMTPUTF8);
        }
        Exchange exchange = open.transport.exchange(email, underWay);
        open.messages++;
        open.usedAt = clock.instant();
        tidyUp(open, exchange);
        return exchange;
    }

    private void tidyUp(Line open, Exchange exchange) {
        boolean usable = switch (exchange) {
            case Exchange.Answered answered when answered.reply().positive() -> true;
            case Exchange.Answered answered ->
                !answered.connectionGone() && !answered.lockedOut() && open.transport.reset();
            case Exchange.Lost _ -> false;
        };
        if (!usable) {
            close();
        }
    }

    @Override
    public void close() {
        Line closing = line;
        line = null;
        if (closing != null) {
            closing.host.close(closing.transport);
        }
    }

    private static final class Line {

        final RelayHost host;
        final RelayTransport transport;
        Instant usedAt;
        int messages;

        Line(RelayHost host, RelayTransport transport, Instant openedAt) {
            this.host = host;
            this.transport = transport;
            usedAt = openedAt;
        }
    }

    /// The relays that did not let us in for one e-mail. That all lock us out is told only if all do.
    private static final class TurnedAway {

        final Set<RelayHost> hosts = new HashSet<>();
        private Exchange answer = new Exchange.Lost(SmtpPhase.CONNECT, "no relay");

        void by(RelayHost host, Exchange why) {
            if (hosts.isEmpty() || answer.lockedOut()) {
                answer = why;
            }
            hosts.add(host);
        }

        Exchange answer() {
            return answer;
        }
    }
}
