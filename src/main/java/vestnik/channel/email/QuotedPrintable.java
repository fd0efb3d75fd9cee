package vestnik.channel.email;

import java.util.Arrays;

/// Quoted-printable (RFC 2045, 6.7) of a text whose lines end in CRLF.
final class QuotedPrintable {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};
    private static final int LINE = 76;

    private final byte[] source;
    private final byte[] encoded;
    private int length;
    private int column;

    QuotedPrintable(byte[] source) {
        this.source = source;
        this.encoded = new byte[source.length * 3 + source.length * 3 / (LINE - 3) * 3 + LINE];
    }

    byte[] encode() {
        for (int i = 0; i < source.length; i++) {
            if (endsLine(i)) {
                endLine("\r\n");
                i++;
            } else if (isPlain(i)) {
                startUnit(1);
                encoded[length++] = source[i];
            } else {
                escape(source[i]);
            }
        }
        return Arrays.copyOf(encoded, length);
    }

    private boolean endsLine(int i) {
        return i + 1 < source.length && source[i] == '\r' && source[i + 1] == '\n';
    }

    /// A space or tab at the end of a line would be lost on the way.
    private boolean isPlain(int i) {
        byte b = source[i];
        if (b == ' ' || b == '\t') {
            return i + 1 < source.length && !endsLine(i + 1);
        }
        return b > ' ' && b < 0x7f && b != '=';
    }

    private void escape(byte b) {
        startUnit(3);
        encoded[length++] = '=';
        encoded[length++] = HEX[b >> 4 & 15];
        encoded[length++] = HEX[b & 15];
    }

    /// One column stays free for the soft break.
    private void startUnit(int width) {
        if (column + width > LINE - 1) {
            endLine("=\r\n");
        }
        column += width;
    }

    private void endLine(String end) {
        for (int i = 0; i < end.length(); i++) {
            encoded[length++] = (byte) end.charAt(i);
        }
        column = 0;
    }
}
