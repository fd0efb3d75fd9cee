package vestnik.channel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One relay: opens connections to it, counts them, and remembers when it is better left alone.
final class RelayHost {

    private static final Logger LOG = LoggerFactory.getLogger(RelayHost.class);
    private static final Duration FIRST_REST = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 7;

    private final String name;
    private final Session session;
    private final URLName address;
    private final int weight;
    private final boolean pipelining;
    private final Clock clock;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile @Nullable Rest rest;

    RelayHost(String name, Session session, URLName address, int weight, boolean pipelining, Clock clock) {
        this.name = name;
        this.session = session;
        this.address = address;
        this.weight = weight;
        this.pipelining = pipelining;
        this.clock = clock;
    }

    /// A new connection; or why there is none, and then the relay is left alone.
    Opening open() {
        var transport = new RelayTransport(session, address, pipelining);
        try {
            transport.connect(address.getHost(), address.getPort(), address.getUsername(), address.getPassword());
            connections.incrementAndGet();
            rest = null;
            return new Opening.Open(transport);
        } catch (MessagingException broken) {
            Exchange why = notConnected(transport, broken);
            closeQuietly(transport);
            leaveAlone(why);
            return new Opening.Failed(why);
        }
    }

    private static Exchange notConnected(RelayTransport failed, MessagingException broken) {
        SmtpReply reply = failed.lastReply();
        return reply.code() >= 400
                ? new Exchange.Answered(SmtpPhase.CONNECT, reply)
                : new Exchange.Lost(SmtpPhase.CONNECT, RelayTransport.describe(broken));
    }

    void close(RelayTransport transport) {
        connections.decrementAndGet();
        closeQuietly(transport);
    }

    private static void closeQuietly(RelayTransport transport) {
        try {
            transport.close();
        } catch (MessagingException gone) {
            // The relay hung up first, which is all that was wanted.
        }
    }

    /// From now on others are preferred, for longer each time in a row; what comes while it rests changes nothing.
    synchronized void leaveAlone(Exchange why) {
        Rest before = rest;
        Instant now = clock.instant();
        if (before != null && now.isBefore(before.until())) {
            return;
        }
        int times = before == null ? 0 : before.times() + 1;
        Duration length = FIRST_REST.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
        String reason = Verdict.reason(why);
        rest = new Rest(now.plus(length), times, why.lockedOut(), reason);
        LOG.warn("mail relay {} is left alone for {} s: {}", name, length.toSeconds(), reason);
    }

    boolean isResting() {
        Rest now = rest;
        return now != null && clock.instant().isBefore(now.until());
    }

    /// How many connections it has for its weight, with one more.
    double load() {
        return (connections.get() + 1.0) / weight;
    }

    Instant restsUntil() {
        Rest now = rest;
        return now == null ? Instant.MIN : now.until();
    }

    RelayState state() {
        Rest now = rest;
        return now == null
                ? new RelayState(name, connections.get(), false, null, null)
                : new RelayState(name, connections.get(), now.lockedOut(), now.until(), now.reason());
    }

    /// How an attempt to open a connection ended.
    sealed interface Opening {

        record Open(RelayTransport transport) implements Opening {}

        record Failed(Exchange why) implements Opening {}
    }

    private record Rest(Instant until, int times, boolean lockedOut, String reason) {}
}
