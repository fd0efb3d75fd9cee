package vestnik.channel.email;

import org.jspecify.annotations.Nullable;

/// Settings for tests.
final class Settings {

    static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private Settings() {}

    static EmailSettings with(@Nullable String unsubscribeMailbox) {
        return settings(unsubscribeMailbox, KEY);
    }

    static EmailSettings withKey(String key) {
        return settings(null, key);
    }

    private static EmailSettings settings(@Nullable String unsubscribeMailbox, String key) {
        return new EmailSettings("reception@clinic.test", "news@clinic.test", "Клиника «Здоровье»",
                "office@clinic.test",
                "vestnik", unsubscribeMailbox, "bounces.clinic.test", key);
    }
}
