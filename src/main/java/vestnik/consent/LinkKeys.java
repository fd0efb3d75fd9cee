package vestnik.consent;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys of the settings, checked: one that seals, all that open.
record LinkKeys(LinkKey sealing, List<LinkKey> opening) {

    static LinkKeys of(LinkSettings settings) {
        if (settings.keys().isEmpty()) {
            throw new IllegalArgumentException("vestnik.link-keys: no key is given; set one in the environment,"
                    + " for instance VESTNIK_LINKKEYS_A=$(openssl rand -base64 32)");
        }
        return new LinkKeys(key(sealing(settings), settings.keys()),
                settings.keys().keySet().stream().map(name -> key(name, settings.keys())).toList());
    }

    Optional<byte[]> open(byte[] sealed) {
        return opening.stream().map(key -> key.open(sealed)).flatMap(Optional::stream).findFirst();
    }

    private static String sealing(LinkSettings settings) {
        String name = settings.sealing();
        if (name != null) {
            return name;
        }
        if (settings.keys().size() > 1) {
            throw new IllegalArgumentException(
                    "vestnik.link-key: there are several vestnik.link-keys (%s); name the one"
                            .formatted(String.join(", ", settings.keys().keySet())) + " that seals new links");
        }
        return settings.keys().keySet().iterator().next();
    }

    private static LinkKey key(String name, Map<String, String> keys) {
        String secret = keys.get(name);
        if (secret == null) {
            throw new IllegalArgumentException("vestnik.link-key: there is no vestnik.link-keys.%s, only %s"
                    .formatted(name, String.join(", ", keys.keySet())));
        }
        return new LinkKey(bytes(name, secret));
    }

    // The message must not repeat the value: it is a secret, even a mistyped one.
    private static byte[] bytes(String name, String secret) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(secret.strip());
        } catch (IllegalArgumentException cause) {
            throw new IllegalArgumentException("vestnik.link-keys.%s: not base64".formatted(name));
        }
        if (bytes.length != LinkKey.SECRET_LENGTH) {
            throw new IllegalArgumentException("vestnik.link-keys.%s: %d bytes, must be %d"
                    .formatted(name, bytes.length, LinkKey.SECRET_LENGTH));
        }
        return bytes;
    }
}
