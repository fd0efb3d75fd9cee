package vestnik.receipt.bounce;

import org.jspecify.annotations.Nullable;
import vestnik.channel.email.RefusalReason;

/// What a mail that came back says of one recipient.
public sealed interface Saying {

    /// As far as the mail names it; its sender may have made it up.
    @Nullable
    String recipient();

    /// Given up: it did not reach the recipient and will not.
    ///
    /// @param status RFC 3463, such as `5.1.1`; empty if none was told
    record Failed(@Nullable String recipient, String status, RefusalReason reason) implements Saying {}

    /// Still being tried.
    record Delayed(@Nullable String recipient, String status, RefusalReason reason) implements Saying {}

    /// Put into the mailbox.
    record Delivered(@Nullable String recipient, String status) implements Saying {}

    /// Relayed to where nothing more is told, or expanded to several: nothing went wrong as far as could be seen.
    record PassedOn(@Nullable String recipient, String status) implements Saying {}

    /// The person writes, or lets their mail program write, that they want no more.
    record Asked(@Nullable String recipient) implements Saying {}

    /// A mailbox provider passes on what a person or a check there thinks of it.
    record Reported(@Nullable String recipient, Feedback feedback) implements Saying {}
}
