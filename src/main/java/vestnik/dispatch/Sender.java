package vestnik.dispatch;

import vestnik.channel.Outcome;
import vestnik.mailing.Mailing;

/// Renders messages of one mailing and hands them over on one connection; for one thread.
interface Sender extends AutoCloseable {

    /// Makes the message ready to go. What goes wrong here concerns no provider.
    Handover prepare(Mailing mailing, Ready message);

    @Override
    void close();

    /// The moment after which the provider may have the message.
    interface Handover {

        /// Begins it, and returns what the provider says.
        ///
        /// @param underWay told at most once, and not by every provider: when this hand-over cannot begin again
        Outcome begin(Runnable underWay);
    }
}
