package vestnik.channel.email;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Settings for tests.
final class Settings {

    static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    static final ConnectionSettings CONNECTION = new ConnectionSettings(true);

    private Settings() {}

    static EmailSettings with(@Nullable String unsubscribeMailbox) {
        return settings(unsubscribeMailbox, KEY);
    }

    static EmailSettings withKey(String key) {
        return settings(null, key);
    }

    static EmailSettings signed(Map<String, DkimSettings> dkim) {
        return settings("unsubscribe@clinic.test", KEY, dkim);
    }

    private static EmailSettings settings(@Nullable String unsubscribeMailbox, String key) {
        return settings(unsubscribeMailbox, key, Map.of());
    }

    private static EmailSettings settings(@Nullable String unsubscribeMailbox, String key,
            Map<String, DkimSettings> dkim) {
        return new EmailSettings("reception@clinic.test", "news@clinic.test", "Клиника «Здоровье»",
                "office@clinic.test",
                "vestnik", unsubscribeMailbox, "bounces.clinic.test", key, CONNECTION, dkim);
    }
}
