package vestnik.template;

/// What an e-mail says: a subject of one line, and the same message as HTML and as plain text.
public record EmailContent(String subject, String html, String text) {}
