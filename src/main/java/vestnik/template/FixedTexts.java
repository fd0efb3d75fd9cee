package vestnik.template;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// What a template says to everybody, as bytes: what stands between two of its gaps is encoded when it is written first.
/// FreeMarker writes it as the same array each time, by which it is known again.
final class FixedTexts {

    // FreeMarker might write arrays of its own that never come again.
    private static final int MOST = 256;

    private volatile IdentityHashMap<char[], byte[]> known = new IdentityHashMap<>();

    /// Its bytes; null if it has to be encoded.
    byte @Nullable [] of(char[] text) {
        byte[] bytes = known.get(text);
        return bytes == null && known.size() < MOST ? learn(text) : bytes;
    }

    private synchronized byte[] learn(char[] text) {
        var writer = new MailWriter(this, text.length);
        writer.write(text, 0, text.length);
        byte[] bytes = writer.toMailText().utf8();
        var more = new IdentityHashMap<char[], byte[]>(known);
        more.put(text, bytes);
        known = more;
        return bytes;
    }
}
