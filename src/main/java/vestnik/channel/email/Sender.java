package vestnik.channel.email;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The header fields that all mail from one address shares, written once, and who signs it.
record Sender(String domain, @SuppressWarnings("ArrayRecordComponent") byte[] header, @Nullable DkimSigner signer) {

    private static final int LINE = 76;

    static Sender of(String address, EmailSettings settings, String boundary, DkimSigners signers) {
        String from = Mailbox.withAsciiDomain(address);
        String replyTo = settings.replyTo() == null ? from : Mailbox.withAsciiDomain(settings.replyTo());
        String header = "From: " + folded(displayName(settings.senderName()), "<" + from + ">") + "\r\n"
                + "Reply-To: " + replyTo + "\r\n"
                + "MIME-Version: 1.0\r\n"
                + "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"\r\n";
        String domain = from.substring(from.lastIndexOf('@') + 1);
        return new Sender(domain, header.getBytes(StandardCharsets.US_ASCII), signers.of(domain));
    }

    byte[] signed(byte[] message, Instant at) {
        return signer == null ? message : signer.sign(message, at);
    }

    /// ASCII names are quoted, so that a comma or a dot in them means nothing.
    private static String displayName(String name) {
        String encoded = EncodedWords.of(name, "From: ".length());
        return encoded.startsWith("=?")
                ? encoded
                : "\"" + encoded.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String folded(String name, String address) {
        int lastLine = name.substring(name.lastIndexOf('\n') + 1).length();
        boolean fits = "From: ".length() + lastLine + 1 + address.length() <= LINE;
        return name + (fits ? " " : "\r\n ") + address;
    }
}
