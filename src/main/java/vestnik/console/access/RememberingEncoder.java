package vestnik.console.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Spares programs the slow hash at every request: a password that matched a hash once is known by a keyed digest of both.
///
/// A new password has a new hash, so nothing has to be forgotten. The key lives and dies with the process.
final class RememberingEncoder implements PasswordEncoder {

    private static final int REMEMBERED = 1_000;

    private final PasswordEncoder slow;
    private final SecretKeySpec key;
    private final Set<String> matched = Collections.synchronizedSet(Collections.newSetFromMap(new Bounded()));

    RememberingEncoder(PasswordEncoder slow) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.slow = slow;
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return slow.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        if (password == null || hash == null) {
            return false;
        }
        String digest = digest(hash + '\n' + password);
        return matched.contains(digest) || (slow.matches(password, hash) && remember(digest));
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return slow.upgradeEncoding(hash);
    }

    private boolean remember(String digest) {
        matched.add(digest);
        return true;
    }

    private String digest(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static final class Bounded extends LinkedHashMap<String, Boolean> {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}
