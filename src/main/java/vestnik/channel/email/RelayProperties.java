package vestnik.channel.email;

import java.util.Properties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.SslBundles;

/// `spring.mail.*` as Jakarta Mail's session properties, with finite timeouts where none are set.
final class RelayProperties {

    private RelayProperties() {}

    static Properties of(MailProperties mail, SslBundles bundles) {
        String prefix = "mail." + protocol(mail) + ".";
        var properties = new Properties();
        properties.put(prefix + "connectiontimeout", "10000");
        properties.put(prefix + "timeout", "60000");
        properties.put(prefix + "quitwait", "false");
        properties.putAll(mail.getProperties());
        // Commands are written as bytes already; Angus must not encode them again.
        properties.put("mail.mime.allowutf8", "false");
        properties.put(prefix + "socketFactory", new PromptSocketFactory());
        properties.put(prefix + "socketFactory.fallback", "false");
        secure(properties, prefix, mail.getSsl(), bundles);
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
            properties.put(prefix + "ssl.socketFactory",
                    new PromptSslSocketFactory(bundles.getBundle(bundle).createSslContext().getSocketFactory()));
        }
    }

    static String protocol(MailProperties mail) {
        return mail.getProtocol();
    }

    static String host(MailProperties mail) {
        String host = mail.getHost();
        if (host == null || host.isBlank()) {
            throw new InvalidConfigurationPropertyValueException("spring.mail.host", host,
                    "The mail relay is needed to send e-mail.");
        }
        return host;
    }

    static int port(MailProperties mail) {
        return mail.getPort() == null ? -1 : mail.getPort();
    }
}
