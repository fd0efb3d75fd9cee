package vestnik.consent;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/// Where the links in messages lead, and the keys that seal them: `vestnik.public-url`, `vestnik.link-keys.<name>` and
/// `vestnik.link-key`. Keys come from the environment only, for instance `VESTNIK_LINKKEYS_A`.
///
/// @param publicUrl address of this service as patients reach it
/// @param keys by name, 32 random bytes each, in base64. Each of them opens links, so a retired one stays for a year
/// @param sealing name of the key that seals new links; may be absent while there is only one
record LinkSettings(URI publicUrl, Map<String, String> keys, @Nullable String sealing) {

    private static final Bindable<Map<String, String>> KEYS = Bindable.mapOf(String.class, String.class);

    static LinkSettings of(Environment environment) {
        var binder = Binder.get(environment);
        return new LinkSettings(binder.bind("vestnik.public-url", URI.class).get(),
                binder.bind("vestnik.link-keys", KEYS).orElse(Map.of()),
                binder.bind("vestnik.link-key", String.class).orElse(null));
    }
}
