package vestnik.channel.email;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Header text beyond ASCII as encoded words (RFC 2047): lines of at most 76 characters, no character split between words.
final class EncodedWords {

    private static final String START = "=?UTF-8?B?";
    private static final String END = "?=";
    private static final int LINE = 76;

    private EncodedWords() {}

    /// The text as a header's value.
    ///
    /// @param column where on its line the value starts
    static String of(String text, int column) {
        String line = MimeBytes.withoutControls(text).strip();
        return isPlain(line, column) ? line : encode(line, column);
    }

    private static boolean isPlain(String line, int column) {
        return column + line.length() <= LINE
                && line.chars().allMatch(c -> c >= ' ' && c < 0x7f)
                && !line.contains("=?");
    }

    private static String encode(String line, int column) {
        var words = new StringBuilder();
        int from = 0;
        int room = bytesThatFit(LINE - column);
        while (from < line.length()) {
            int to = wordEnd(line, from, room);
            words.append(from == 0 ? "" : "\r\n ").append(word(line.substring(from, to)));
            from = to;
            room = bytesThatFit(LINE - 1);
        }
        return words.toString();
    }

    /// An encoded word has at most 75 characters.
    private static int bytesThatFit(int width) {
        return (Math.min(width, LINE - 1) - START.length() - END.length()) / 4 * 3;
    }

    private static int wordEnd(String line, int from, int room) {
        int to = from;
        int used = 0;
        while (to < line.length()) {
            int c = line.codePointAt(to);
            used += utf8Length(c);
            if (used > room && to > from) {
                return to;
            }
            to += Character.charCount(c);
        }
        return to;
    }

    private static int utf8Length(int c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    private static String word(String part) {
        return START + Base64.getEncoder().encodeToString(part.getBytes(StandardCharsets.UTF_8)) + END;
    }
}
