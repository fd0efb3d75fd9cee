package vestnik.channel.email;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Names of messages that only we can make: what comes back in a bounce is believed only with a right signature.
final class SignedNames {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 10;
    private static final int LONGEST = 80;
    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    private final Mac keyed;

    SignedNames(String base64Key) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(Base64.getDecoder().decode(base64Key), ALGORITHM));
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /// The reference with its signature: `12.345.` and 16 characters that survive servers which change the case of a local
    /// part.
    String of(String reference) {
        byte[] signature = mac().doFinal(reference.getBytes(StandardCharsets.UTF_8));
        return reference + '.' + base32(signature);
    }

    /// The reference in a name that came back; empty if we did not sign it. How long that takes tells nothing of how much of
    /// a signature is right.
    Optional<String> reference(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        int dot = lower.lastIndexOf('.');
        if (dot <= 0 || lower.length() > LONGEST) {
            return Optional.empty();
        }
        String reference = lower.substring(0, dot);
        boolean ours = MessageDigest.isEqual(of(reference).getBytes(StandardCharsets.UTF_8),
                lower.getBytes(StandardCharsets.UTF_8));
        return ours ? Optional.of(reference) : Optional.empty();
    }

    private Mac mac() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static String base32(byte[] signature) {
        var text = new StringBuilder(SIGNATURE_BYTES * 8 / 5);
        for (int bit = 0; bit < SIGNATURE_BYTES * 8; bit += 5) {
            int pair = ((signature[bit / 8] & 0xff) << 8) | (signature[bit / 8 + 1] & 0xff);
            text.append(BASE32[(pair >> (11 - bit % 8)) & 31]);
        }
        return text.toString();
    }
}
