package vestnik.channel.email;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Settings for tests.
final class Settings {

    static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    static final ConnectionSettings CONNECTION = new ConnectionSettings(true, 1000, Duration.ofMinutes(1));

    private Settings() {}

    static EmailSettings with(@Nullable String unsubscribeMailbox) {
        return settings(unsubscribeMailbox, KEY);
    }

    static EmailSettings withKey(String key) {
        return settings(null, key);
    }

    static EmailSettings signed(Map<String, DkimSettings> dkim) {
        return settings("unsubscribe@clinic.test", KEY, CONNECTION, Map.of(), dkim);
    }

    static EmailSettings connecting(ConnectionSettings connection, Map<String, RelaySettings> relays) {
        return settings(null, KEY, connection, relays, Map.of());
    }

    static EmailSettings inUnicode() {
        return new EmailSettings("reception@клиника.рф", "news@клиника.рф", "Клиника", null, "vestnik",
                "stop@клиника.рф", "b.клиника.рф", KEY, 1, Map.of(), CONNECTION,
                Map.of("main", DkimKeys.settings("клиника.рф")));
    }

    private static EmailSettings settings(@Nullable String unsubscribeMailbox, String key) {
        return settings(unsubscribeMailbox, key, CONNECTION, Map.of(), Map.of());
    }

    private static EmailSettings settings(@Nullable String unsubscribeMailbox, String key,
            ConnectionSettings connection, Map<String, RelaySettings> relays, Map<String, DkimSettings> dkim) {
        return new EmailSettings("reception@clinic.test", "news@clinic.test", "Клиника «Здоровье»",
                "office@clinic.test", "vestnik", unsubscribeMailbox, "bounces.clinic.test", key, 1, relays, connection,
                dkim);
    }
}
