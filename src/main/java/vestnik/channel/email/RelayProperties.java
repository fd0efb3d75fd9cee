package vestnik.channel.email;

import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.SslBundles;

/// What the settings say of a relay, as Jakarta Mail's session and address, with finite timeouts where none are set.
final class RelayProperties {

    private static final String SMTP = "smtp";

    private RelayProperties() {}

    static Session session(MailProperties mail, SslBundles bundles) {
        String prefix = "mail." + mail.getProtocol() + ".";
        Properties properties = common(prefix, mail.getProperties());
        secure(properties, prefix, mail.getSsl(), bundles);
        return Session.getInstance(properties);
    }

    static URLName address(MailProperties mail) {
        return new URLName(mail.getProtocol(), host(mail), mail.getPort() == null ? -1 : mail.getPort(), null,
                mail.getUsername(), mail.getPassword());
    }

    static Session session(RelaySettings relay, SslBundles bundles) {
        String prefix = "mail." + SMTP + ".";
        Properties properties = common(prefix, relay.properties());
        switch (relay.security()) {
            case NONE -> {
            }
            case STARTTLS -> {
                properties.put(prefix + "starttls.enable", "true");
                properties.put(prefix + "starttls.required", "true");
            }
            case TLS -> properties.put(prefix + "ssl.enable", "true");
        }
        String bundle = relay.sslBundle();
        if (bundle != null) {
            useBundle(properties, prefix, bundle, bundles);
        }
        return Session.getInstance(properties);
    }

    static URLName address(RelaySettings relay) {
        return new URLName(SMTP, relay.host(), relay.portOrUsual(), null, relay.username(), relay.password());
    }

    private static Properties common(String prefix, Map<String, String> own) {
        var properties = new Properties();
        properties.put(prefix + "connectiontimeout", "10000");
        properties.put(prefix + "timeout", "60000");
        properties.put(prefix + "quitwait", "false");
        properties.putAll(own);
        // Commands are written as bytes already; Angus must not encode them again.
        properties.put("mail.mime.allowutf8", "false");
        properties.put(prefix + "socketFactory", new PromptSocketFactory());
        properties.put(prefix + "socketFactory.fallback", "false");
        return properties;
    }

    /// Without a bundle Angus wraps the plain socket itself, trusting what the JVM or `mail.smtp.ssl.trust` trusts.
    private static void secure(Properties properties, String prefix, MailProperties.Ssl ssl, SslBundles bundles) {
        String bundle = ssl.getBundle();
        if (ssl.isEnabled() || bundle != null) {
            properties.put(prefix + "ssl.enable", "true");
            properties.put(prefix + "ssl.checkserveridentity", "" + ssl.isVerifyHostname());
        }
        if (bundle != null) {
            useBundle(properties, prefix, bundle, bundles);
        }
    }

    private static void useBundle(Properties properties, String prefix, String bundle, SslBundles bundles) {
        properties.put(prefix + "ssl.socketFactory",
                new PromptSslSocketFactory(bundles.getBundle(bundle).createSslContext().getSocketFactory()));
    }

    private static String host(MailProperties mail) {
        String host = mail.getHost();
        if (host == null || host.isBlank()) {
            throw new InvalidConfigurationPropertyValueException("spring.mail.host", host,
                    "The mail relay is needed to send e-mail.");
        }
        return host;
    }
}
