package vestnik.mailing;

/// A mailing was cancelled; what is open of it, and of the other mailings of its campaign, is to be closed.
public record MailingCancelled(long mailing) {}
