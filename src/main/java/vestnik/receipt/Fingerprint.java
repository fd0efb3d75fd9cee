package vestnik.receipt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import vestnik.receipt.bounce.ReturnedMail;

/// What makes a mail the same mail: its Message-ID, or all of it if it has none.
final class Fingerprint {

    private Fingerprint() {}

    static String of(ReturnedMail mail, byte[] bytes) {
        String id = mail.messageId();
        return HexFormat.of().formatHex(sha256(id == null || id.isBlank()
                ? bytes
                : id.strip().getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
