package vestnik.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a provider said about one attempt. Reasons hold the provider's code and words, never an address; the signal is what
/// is to be done besides.
public sealed interface Outcome {

    /// Handed over; `reference` is the provider's own id of the message, if it gave one.
    record Accepted(@Nullable String reference) implements Outcome {}

    /// Not now; `delay` is how long the provider asked us to wait, if it said.
    record Deferred(String reason, Signal signal, @Nullable Duration delay) implements Outcome {

        public Deferred(String reason, @Nullable Duration delay) {
            this(reason, Signal.NONE, delay);
        }
    }

    /// The provider could not be reached, or does not let us in: nothing was handed over, and it says nothing of the message.
    record Unavailable(String reason, Signal signal) implements Outcome {

        public Unavailable(String reason) {
            this(reason, Signal.NONE);
        }
    }

    /// Not ever, in this form to this recipient.
    record Rejected(String reason, Signal signal) implements Outcome {

        public Rejected(String reason) {
            this(reason, Signal.NONE);
        }
    }

    /// The provider may or may not have taken it: the answer was lost.
    record Uncertain(String reason) implements Outcome {}
}
