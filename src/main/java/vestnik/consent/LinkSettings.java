package vestnik.consent;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the links in messages lead, and the keys that seal them. Keys come from the environment only, for instance
/// `VESTNIK_LINKKEYS_A`.
///
/// @param publicUrl address of this service as patients reach it
/// @param linkKeys by name, 32 random bytes each, in base64. Each of them opens links, so a retired one stays a year
/// @param linkKey name of the key that seals new links; may be absent while there is only one
@ConfigurationProperties(prefix = "vestnik")
record LinkSettings(URI publicUrl, @DefaultValue Map<String, String> linkKeys, @Nullable String linkKey) {}
