package vestnik.channel.email;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Signs finished mail of one domain (RFC 6376): rsa-sha256, relaxed/relaxed, the whole body; safe for many threads.
///
/// From is named once more than it occurs, so that nobody can put another one above it (RFC 6376, 8.15).
final class DkimSigner {

    private static final List<String> SIGNED = List.of("from", "reply-to", "subject", "date", "to", "mime-version",
            "content-type", "content-transfer-encoding", "content-language", "message-id", "feedback-id",
            "list-unsubscribe", "list-unsubscribe-post");
    private static final Base64.Encoder BASE64 = Base64.getEncoder();
    private static final Base64.Encoder FOLDED = Base64.getMimeEncoder(72, "\r\n ".getBytes(StandardCharsets.US_ASCII));

    private final String domain;
    private final String identity;
    private final RsaSignatures signatures;

    DkimSigner(String domain, String selector, RsaSignatures signatures) {
        this.domain = domain;
        this.identity = "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + domain + ";\r\n s=" + selector
                + "; t=";
        this.signatures = signatures;
    }

    /// Whether it can speak for a domain: its own, or one below it.
    boolean signsFor(String from) {
        return from.equalsIgnoreCase(domain)
                || from.regionMatches(true, from.length() - domain.length() - 1, "." + domain, 0, domain.length() + 1);
    }

    String domain() {
        return domain;
    }

    /// The message with its signature on top; the same for the same message and time.
    byte[] sign(byte[] message, Instant at) {
        int body = Relaxed.startOfBody(message);
        Map<String, String> fields = Relaxed.fields(message, body);
        List<String> names = SIGNED.stream().filter(fields::containsKey).toList();
        String unsigned = identity + at.getEpochSecond() + ";\r\n h=from:" + folded(names) + ";\r\n bh="
                + BASE64.encodeToString(Relaxed.bodyHash(message, body)) + ";\r\n b=";
        String text = names.stream().map(name -> fields.get(name) + "\r\n").collect(Collectors.joining())
                + Relaxed.field(unsigned);
        String signature = FOLDED.encodeToString(signatures.sign(text.getBytes(StandardCharsets.ISO_8859_1)));
        return new MimeBytes(message.length + 1024).text(unsigned + signature + "\r\n").raw(message).toBytes();
    }

    private static String folded(List<String> names) {
        var list = new StringBuilder();
        int column = " h=from:".length();
        for (String name : names) {
            boolean fits = column + name.length() + 2 <= 76;
            list.append(list.isEmpty() ? "" : ":").append(fits ? "" : "\r\n  ").append(name);
            column = (fits ? column : 2) + name.length() + 1;
        }
        return list.toString();
    }
}
