package vestnik.channel.email;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The relaxed canonical forms of a message (RFC 6376, 3.4.2 and 3.4.4), so that a relay that folds or trims breaks no
/// signature.
final class Relaxed {

    private Relaxed() {}

    /// Where the body begins: after the first empty line.
    static int startOfBody(byte[] message) {
        for (int i = 0; i + 3 < message.length; i++) {
            if (message[i] == '\r' && message[i + 2] == '\r' && message[i + 1] == '\n' && message[i + 3] == '\n') {
                return i + 4;
            }
        }
        return message.length;
    }

    /// The canonical fields by their lower-case names; of a repeated one the last, which is signed first.
    static Map<String, String> fields(byte[] message, int startOfBody) {
        String header = new String(message, 0, startOfBody, StandardCharsets.ISO_8859_1);
        var fields = new HashMap<String, String>();
        for (int start = 0; start < header.length();) {
            int end = endOfField(header, start);
            int colon = header.indexOf(':', start);
            if (colon > start && colon < end) {
                fields.put(header.substring(start, colon).strip().toLowerCase(Locale.ROOT),
                        field(header.substring(start, end)));
            }
            start = end;
        }
        return fields;
    }

    private static int endOfField(String header, int start) {
        int end = header.indexOf("\r\n", start);
        while (end >= 0 && end + 2 < header.length() && isSpace(header.charAt(end + 2))) {
            end = header.indexOf("\r\n", end + 2);
        }
        return end < 0 ? header.length() : end + 2;
    }

    /// One field, folded or not, as `name:value` without a line end.
    static String field(String field) {
        int colon = field.indexOf(':');
        var canonical = new StringBuilder(field.length())
                .append(field.substring(0, colon).strip().toLowerCase(Locale.ROOT)).append(':');
        int value = canonical.length();
        boolean space = false;
        for (int i = colon + 1; i < field.length(); i++) {
            char c = field.charAt(i);
            if (isSpace(c) || c == '\r' || c == '\n') {
                space = canonical.length() > value;
            } else {
                canonical.append(space ? " " : "").append(c);
                space = false;
            }
        }
        return canonical.toString();
    }

    /// SHA-256 of the canonical body.
    static byte[] bodyHash(byte[] message, int startOfBody) {
        byte[] canonical = new byte[message.length - startOfBody + 2];
        int length = 0;
        int lines = 0;
        boolean space = false;
        for (int i = startOfBody; i < message.length; i++) {
            byte b = message[i];
            if (b == '\r' && i + 1 < message.length && message[i + 1] == '\n') {
                lines++;
                i++;
                space = false;
            } else if (b == ' ' || b == '\t') {
                space = true;
            } else {
                for (; lines > 0; lines--) {
                    length = lineEnd(canonical, length);
                }
                if (space) {
                    canonical[length++] = ' ';
                    space = false;
                }
                canonical[length++] = b;
            }
        }
        return sha256(canonical, length == 0 ? 0 : lineEnd(canonical, length));
    }

    private static int lineEnd(byte[] canonical, int length) {
        canonical[length] = '\r';
        canonical[length + 1] = '\n';
        return length + 2;
    }

    private static byte[] sha256(byte[] bytes, int length) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
