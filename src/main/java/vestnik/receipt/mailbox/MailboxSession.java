package vestnik.receipt.mailbox;

import jakarta.mail.Session;
import java.util.Properties;

/// `vestnik.bounces.*` as Jakarta Mail's session, with finite timeouts.
final class MailboxSession {

    private static final String PREFIX = "mail.imap.";
    private static final long SLACK = 60_000;

    private MailboxSession() {}

    static Session of(BouncesSettings settings) {
        var properties = new Properties();
        properties.put(PREFIX + "connectiontimeout", "10000");
        properties.put(PREFIX + "timeout", "" + (settings.every().toMillis() + SLACK));
        properties.put(PREFIX + "writetimeout", "60000");
        // Reading a mail must not mark it as seen: only what was dealt with is marked.
        properties.put(PREFIX + "peek", "true");
        properties.put(PREFIX + "fetchsize", "262144");
        switch (settings.security()) {
            case TLS -> {
                properties.put(PREFIX + "ssl.enable", "true");
                properties.put(PREFIX + "ssl.checkserveridentity", "true");
            }
            case STARTTLS -> {
                properties.put(PREFIX + "starttls.enable", "true");
                properties.put(PREFIX + "starttls.required", "true");
                properties.put(PREFIX + "ssl.checkserveridentity", "true");
            }
            case NONE -> properties.put(PREFIX + "starttls.enable", "false");
        }
        properties.putAll(settings.properties());
        return Session.getInstance(properties);
    }
}
