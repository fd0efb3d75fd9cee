package vestnik.receipt.bounce;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes apart a mail that came back. It never fails on what a mail holds: what cannot be read says nothing. Only the first
/// megabyte counts, for what matters stands first.
public final class BounceReader {

    private static final int LONGEST = 1 << 20;
    private static final Pattern MESSAGE_ID = Pattern
            .compile(
                    "(?im)^[ \\t>]{0,20}(?:Message-ID|X-Original-Message-ID"
                            + "|Original-Message-ID)\\s*:\\s*<?([^\\s<>]{1,200})");
    private static final Pattern REFERENCE = Pattern.compile("<([^\\s<>]{1,200})>");
    private static final List<String> OUR_SIDE = List.of("Delivered-To", "X-Original-To", "Envelope-To",
            "X-Delivered-To",
            "X-Envelope-To", "To");
    private static final Session SESSION = session();

    private BounceReader() {}

    /// Reads a mail as it came over the wire, header and all.
    public static ReturnedMail read(byte[] bytes) {
        try {
            return read(new MimeMessage(SESSION,
                    new SharedByteArrayInputStream(bytes, 0, Math.min(bytes.length, LONGEST))));
        } catch (MessagingException | RuntimeException broken) {
            return new ReturnedMail(null, List.of(), List.of(), "", List.of());
        }
    }

    private static ReturnedMail read(MimeMessage mail) {
        var parts = Parts.of(mail);
        var headers = new Headers(mail);
        List<Letter> letters = parts.texts().stream().map(Letter::of).toList();
        List<String> originals = Stream.concat(parts.originals().stream(), letters.stream().map(Letter::returned))
                .toList();
        return new ReturnedMail(headers.first("Message-ID"), addressedTo(headers),
                originalIds(headers, parts, originals),
                headers.subject(), new Sayings(headers, parts, letters, originals).all());
    }

    private static List<String> addressedTo(Headers headers) {
        return OUR_SIDE.stream().flatMap(name -> headers.all(name).stream())
                .flatMap(value -> Addresses.all(value).stream())
                .distinct().limit(20).toList();
    }

    /// What stands in the returned part weighs most, then what the report names, then what it answers to.
    private static List<String> originalIds(Headers headers, Parts parts, List<String> originals) {
        List<String> found = new ArrayList<>();
        Stream.concat(originals.stream(), parts.feedbacks().stream())
                .forEach(text -> MESSAGE_ID.matcher(text).results().map(result -> result.group(1)).limit(5)
                        .forEach(found::add));
        for (String name : List.of("In-Reply-To", "References")) {
            headers.all(name).forEach(value -> REFERENCE.matcher(value).results().map(MatchResult::group)
                    .map(id -> id.substring(1, id.length() - 1)).limit(5).forEach(found::add));
        }
        return found.stream().distinct().toList();
    }

    private static Session session() {
        var properties = new Properties();
        properties.put("mail.mime.address.strict", "false");
        return Session.getInstance(properties);
    }

    /// The header of the mail itself.
    record Headers(MimeMessage mail) {

        List<String> all(String name) {
            try {
                String[] values = mail.getHeader(name);
                return values == null ? List.of() : Stream.of(values).limit(20).map(Headers::bounded).toList();
            } catch (MessagingException | RuntimeException broken) {
                return List.of();
            }
        }

        /// Empty if there is none.
        String first(String name) {
            return all(name).stream().findFirst().orElse("");
        }

        String subject() {
            String raw = MimeUtility.unfold(first("Subject"));
            try {
                return MimeUtility.decodeText(raw);
            } catch (UnsupportedEncodingException | RuntimeException unknown) {
                return raw;
            }
        }

        private static String bounded(String value) {
            return value.length() <= 4_000 ? value : value.substring(0, 4_000);
        }
    }
}
