package vestnik.consent.proof;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The hash of an entry, computed without the database's help.
final class Sealing {

    private final MessageDigest digest = digest();

    /// SHA-256 over the hash before it (nothing for the first of a chain) and the text of the entry.
    byte[] seal(byte[] previous, String entry) {
        digest.update(previous);
        return digest.digest(entry.getBytes(StandardCharsets.UTF_8));
    }

    static String hex(String text) {
        return HexFormat.of().formatHex(new Sealing().seal(new byte[0], text));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
