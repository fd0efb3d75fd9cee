package vestnik.receipt.bounce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// Mails that came back, made up after what real servers write.
public final class Samples {

    private Samples() {}

    /// The mail of that name as it comes over the wire.
    public static byte[] bytes(String mail) {
        try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream(mail + ".eml"), mail)) {
            return in.readAllBytes();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
