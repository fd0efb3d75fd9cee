package vestnik.channel.email;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A message's bytes as they grow.
final class MimeBytes {

    private byte[] bytes;
    private int length;

    MimeBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /// A header field; what would end it or the header, and any other control character, becomes a space.
    MimeBytes header(String name, String value) {
        return text(name).text(": ").text(withoutControls(value)).text("\r\n");
    }

    MimeBytes text(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    MimeBytes raw(byte[] more) {
        return raw(more, more.length);
    }

    MimeBytes raw(byte[] more, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
        return this;
    }

    byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    static String withoutControls(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return value.replaceAll("\\p{Cntrl}+|[\\x80-\\x9f]+", " ");
            }
        }
        return value;
    }
}
