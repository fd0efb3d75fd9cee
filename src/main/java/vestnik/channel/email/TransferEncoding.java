package vestnik.channel.email;

import java.util.Base64;

/// How a text is written in 7 bits (RFC 2045, 6): whichever is shorter, so that English stays readable as it travels.
enum TransferEncoding {

    BASE64("base64") {

        @Override
        byte[] encode(byte[] utf8) {
            return Base64.getMimeEncoder().encode(utf8);
        }
    },
    QUOTED_PRINTABLE("quoted-printable") {

        @Override
        byte[] encode(byte[] utf8) {
            return new QuotedPrintable(utf8).encode();
        }
    };

    private final String label;

    TransferEncoding(String label) {
        this.label = label;
    }

    /// Encoded lines of at most 76 characters.
    abstract byte[] encode(byte[] utf8);

    String label() {
        return label;
    }

    static TransferEncoding shorterFor(byte[] utf8) {
        int escaped = 0;
        for (byte b : utf8) {
            if (b < 0 || b == '=') {
                escaped++;
            }
        }
        return escaped * 6L > utf8.length ? BASE64 : QUOTED_PRINTABLE;
    }
}
