package vestnik.channel.email;

import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/// The way mail leaves: by the relay that `spring.mail.*` names, with its sign-in, TLS and timeouts, and by those of
/// `vestnik.email.relays`. Connections are shared out by weight; a relay that is away or locks us out is left alone for a
/// growing while, and its connections go to the others.
@Component
public final class MailRelay {

    private final List<RelayHost> hosts = new ArrayList<>();
    private final ConnectionSettings connection;
    private final Clock clock;

    @Autowired
    MailRelay(MailProperties first, SslBundles bundles, EmailSettings settings, Clock clock) {
        this.connection = settings.connection();
        this.clock = clock;
        add("spring.mail", RelayProperties.session(first, bundles), RelayProperties.address(first), settings.weight());
        settings.relays().forEach((name, relay) -> add(name, RelayProperties.session(relay, bundles),
                RelayProperties.address(relay), relay.weight()));
    }

    private void add(String name, Session session, URLName address, int weight) {
        hosts.add(new RelayHost(name, session, address, weight, connection.pipelining(), clock));
    }

    /// A connection of its own for the caller; nothing is opened before the first hand-over.
    public MailConnection connect() {
        return new KeptConnection(this, connection, clock);
    }

    /// Every relay as it is now, for those who look after them.
    public List<RelayState> states() {
        return hosts.stream().map(RelayHost::state).toList();
    }

    RelayState state(String name) {
        return states().stream().filter(state -> state.name().equals(name)).findFirst().orElseThrow();
    }

    /// Where the next connection should go: to the relay that has the fewest for its weight. If all are left alone, to the one
    /// that has been so for longest: then somebody must be asked.
    Optional<RelayHost> next(Collection<RelayHost> tried) {
        List<RelayHost> left = hosts.stream().filter(host -> !tried.contains(host)).toList();
        return left.stream().filter(host -> !host.isResting()).min(Comparator.comparingDouble(RelayHost::load))
                .or(() -> left.stream().min(Comparator.comparing(RelayHost::restsUntil)));
    }
}
