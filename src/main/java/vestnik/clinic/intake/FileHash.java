package vestnik.clinic.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 of a file.
final class FileHash {

    private FileHash() {}

    static byte[] of(Path file) throws IOException {
        try (var sink = new DigestOutputStream(OutputStream.nullOutputStream(), sha256())) {
            Files.copy(file, sink);
            return sink.getMessageDigest().digest();
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
