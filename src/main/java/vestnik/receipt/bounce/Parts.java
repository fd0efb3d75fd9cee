package vestnik.receipt.bounce;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The parts of a mail that matter here, as text. Whoever wrote the mail may be hostile: depth, number and size are bounded,
/// and what cannot be taken apart is read as it stands.
final class Parts {

    private static final int DEEPEST = 8;
    private static final int MOST = 60;
    private static final int LONGEST = 256 * 1024;
    private static final int LONGEST_MULTIPART = 1 << 20;
    private static final int HEADER = 8 * 1024;
    private static final Pattern REPORT = Pattern
            .compile("(?im)^Content-Type:\\s*multipart/report;[^\\n]*(?:\\n[ \\t][^\\n]*)*delivery-status");
    private static final Set<String> STATUS = Set.of("message/delivery-status", "message/global-delivery-status");
    private static final Set<String> ORIGINAL = Set.of("message/rfc822", "message/global", "text/rfc822-headers",
            "text/rfc822-header", "message/global-headers", "message/partial");

    private final List<String> texts = new ArrayList<>();
    private final List<String> pages = new ArrayList<>();
    private final List<String> statuses = new ArrayList<>();
    private final List<String> feedbacks = new ArrayList<>();
    private final List<String> originals = new ArrayList<>();
    private int seen;

    private Parts() {}

    static Parts of(Part mail) {
        var parts = new Parts();
        parts.walk(mail, 0);
        return parts;
    }

    /// Words for people; pages only if there is no plain text.
    List<String> texts() {
        return texts.isEmpty() ? pages : texts;
    }

    /// Blocks of fields (RFC 3464, 2.1).
    List<String> statuses() {
        return statuses;
    }

    /// Blocks of fields (RFC 5965, 3).
    List<String> feedbacks() {
        return feedbacks;
    }

    /// What is returned of our mail, at least its header.
    List<String> originals() {
        return originals;
    }

    private void walk(Part part, int depth) {
        if (depth > DEEPEST || ++seen > MOST) {
            return;
        }
        String type = type(part);
        if (STATUS.contains(type)) {
            statuses.add(text(part));
        } else if (type.equals("message/feedback-report")) {
            feedbacks.add(text(part));
        } else if (ORIGINAL.contains(type)) {
            walkOriginal(part, depth);
        } else if (type.startsWith("multipart/")) {
            walkAll(part, depth);
        } else if (type.equals("text/html")) {
            pages.add(Page.text(text(part)));
        } else if (type.startsWith("text/") || depth == 0) {
            texts.add(text(part));
        }
    }

    /// What we sent is never a report: then it is one that somebody forwards.
    private void walkOriginal(Part part, int depth) {
        String text = text(part);
        if (REPORT.matcher(text.substring(0, Math.min(text.length(), HEADER))).find()) {
            walk(message(text), depth + 1);
        } else {
            originals.add(text);
        }
    }

    private static Part message(String text) {
        try {
            return new MimeMessage(null, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void walkAll(Part part, int depth) {
        List<BodyPart> children = children(part);
        if (children.isEmpty()) {
            texts.add(text(part));
        }
        children.forEach(child -> walk(child, depth + 1));
    }

    private static List<BodyPart> children(Part part) {
        if (isCrowded(part)) {
            return List.of();
        }
        try {
            Multipart multipart = new MimeMultipart(part.getDataHandler().getDataSource());
            List<BodyPart> children = new ArrayList<>();
            for (int i = 0; i < Math.min(multipart.getCount(), MOST); i++) {
                children.add(multipart.getBodyPart(i));
            }
            return children;
        } catch (MessagingException | RuntimeException broken) {
            return List.of();
        }
    }

    /// So many parts would take minutes to be told apart.
    private static boolean isCrowded(Part part) {
        String line = "\n--" + parameter(part, "boundary");
        String content = new String(raw(part, LONGEST_MULTIPART), StandardCharsets.ISO_8859_1);
        int found = 0;
        for (int at = content.indexOf(line); at >= 0 && found <= MOST; at = content.indexOf(line, at + 1)) {
            found++;
        }
        return found > MOST;
    }

    private static String type(Part part) {
        try {
            String type = part.getContentType();
            int end = type.indexOf(';');
            return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        } catch (MessagingException | RuntimeException broken) {
            return "text/plain";
        }
    }

    private static String text(Part part) {
        try (InputStream in = part.getInputStream()) {
            return Charsets.decode(in.readNBytes(LONGEST), parameter(part, "charset"));
        } catch (IOException | MessagingException | RuntimeException broken) {
            return Charsets.decode(raw(part, LONGEST), "");
        }
    }

    private static byte[] raw(Part part, int longest) {
        try (InputStream in = part instanceof MimeMessage message
                ? message.getRawInputStream()
                : ((MimeBodyPart) part).getRawInputStream()) {
            return in.readNBytes(longest);
        } catch (IOException | MessagingException | RuntimeException broken) {
            return new byte[0];
        }
    }

    /// Empty if the content type has none, or is none.
    private static String parameter(Part part, String name) {
        try {
            String value = new ContentType(part.getContentType()).getParameter(name);
            return value == null ? "" : value;
        } catch (MessagingException | RuntimeException broken) {
            return "";
        }
    }
}
