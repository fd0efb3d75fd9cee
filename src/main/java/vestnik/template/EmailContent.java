package vestnik.template;

/// What an e-mail says: a subject of one line, and the same message as HTML and as plain text.
public record EmailContent(String subject, MailText html, MailText text) {

    /// Texts with lines that end in any way.
    public static EmailContent of(String subject, String html, String text) {
        return new EmailContent(subject, MailText.of(html), MailText.of(text));
    }
}
