package vestnik.mailing;

/// A mailing has something to send again, though it may have been finished.
public record MailingReopened(long mailingId) {}
