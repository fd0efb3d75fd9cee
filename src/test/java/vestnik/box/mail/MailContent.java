package vestnik.box.mail;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A mail, taken apart as a reader's program would.
///
/// @param kind purpose of the mail as its Feedback-ID tells; empty if it does not
/// @param html empty if there is none
public record MailContent(String kind, String subject, String from, String html, String text,
        List<HeaderLine> headers) {

    private static final int PREVIEW = 300;

    /// One header, decoded.
    public record HeaderLine(String name, String value) {}

    static MailContent parse(byte[] raw) {
        try {
            return of(new MimeMessage(null, new ByteArrayInputStream(raw)));
        } catch (MessagingException | IOException cause) {
            throw new IllegalStateException("Cannot read a mail that was taken", cause);
        }
    }

    static MailContent of(MimeMessage mail) throws MessagingException, IOException {
        return new MailContent(kind(mail.getHeader("Feedback-ID", null)),
                mail.getSubject() == null ? "" : mail.getSubject(),
                mail.getFrom()[0] instanceof InternetAddress from ? from.toUnicodeString() : "",
                find(mail, "text/html"), find(mail, "text/plain"),
                Collections.list(mail.getAllHeaders()).stream().map(MailContent::line).toList());
    }

    // Feedback-ID: mailing:PURPOSE:...:sender
    private static String kind(@Nullable String feedback) {
        String[] parts = feedback == null ? new String[0] : feedback.split(":");
        return parts.length < 2 ? "" : parts[1].strip().toUpperCase(Locale.ROOT);
    }

    private static String find(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return String.valueOf(part.getContent());
        }
        String found = "";
        if (part.getContent() instanceof Multipart parts) {
            for (int index = 0; index < parts.getCount() && found.isEmpty(); index++) {
                found = find(parts.getBodyPart(index), type);
            }
        }
        return found;
    }

    private static HeaderLine line(Header header) {
        try {
            return new HeaderLine(header.getName(), MimeUtility.decodeText(MimeUtility.unfold(header.getValue())));
        } catch (UnsupportedEncodingException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    String preview() {
        String oneLine = text.replaceAll("\\s+", " ").strip();
        return oneLine.substring(0, Math.min(PREVIEW, oneLine.length()));
    }
}
