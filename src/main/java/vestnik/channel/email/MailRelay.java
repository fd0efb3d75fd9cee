package vestnik.channel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/// The mail relay that `spring.mail.*` names, with its sign-in, TLS and timeouts.
@Component
public final class MailRelay {

    private final Session session;
    private final URLName address;
    private final boolean pipelining;

    @Autowired
    MailRelay(MailProperties properties, SslBundles bundles, EmailSettings settings) {
        this(properties, bundles, settings.connection());
    }

    MailRelay(MailProperties properties, SslBundles bundles, ConnectionSettings connection) {
        pipelining = connection.pipelining();
        session = Session.getInstance(RelayProperties.of(properties, bundles));
        address = new URLName(RelayProperties.protocol(properties), RelayProperties.host(properties),
                RelayProperties.port(properties), null, properties.getUsername(), properties.getPassword());
    }

    /// A connection of its own for the caller; nothing is opened before the first hand-over.
    public MailConnection connect() {
        return new KeptConnection(this);
    }

    RelayTransport transport() {
        return new RelayTransport(session, address, pipelining);
    }

    void open(RelayTransport transport) throws MessagingException {
        transport.connect(address.getHost(), address.getPort(), address.getUsername(), address.getPassword());
    }
}
