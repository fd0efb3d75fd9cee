package vestnik.template;

import java.nio.charset.StandardCharsets;

/// A text as it stands in mail before it is encoded for the way: UTF-8 whose lines end in CRLF (RFC 2045, 6.8).
public final class MailText {

    private final byte[] utf8;

    MailText(byte[] utf8) {
        this.utf8 = utf8;
    }

    /// A text with lines that end in any way.
    public static MailText of(String text) {
        var writer = new MailWriter(new FixedTexts(), text.length());
        writer.write(text, 0, text.length());
        return writer.toMailText();
    }

    /// Its bytes, which nobody may change.
    public byte[] utf8() {
        return utf8;
    }

    /// The text, with lines that end in LF.
    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
