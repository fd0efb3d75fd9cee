package vestnik.channel.email;

import vestnik.channel.Outcome;

/// One connection to the relay that stays open over many e-mails; for one thread at a time. A hand-over opens it if it is
/// not open, and again after the relay has closed it.
public interface MailConnection extends AutoCloseable {

    /// Opens the connection if it is not open, so that the next hand-over begins at once. What goes wrong is told by that
    /// hand-over.
    void open();

    /// Hands one e-mail over. Whatever recipient, relay or network do is an answer, never an exception.
    ///
    /// @param underWay told at most once: when the relay asks for the text, after which this hand-over does not begin again
    Outcome handOver(Email email, Runnable underWay);

    /// The same for whoever need not know when it is under way.
    default Outcome handOver(Email email) {
        return handOver(email, () -> {
        });
    }

    /// Says goodbye to the relay. What the relay does about it does not matter.
    @Override
    void close();
}
