package vestnik.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a provider said about one attempt. Reasons hold the provider's code and words, never an address.
public sealed interface Outcome {

    /// Handed over; `reference` is the provider's own id of the message, if it gave one.
    record Accepted(@Nullable String reference) implements Outcome {}

    /// Not now; `delay` is how long the provider asked us to wait, if it said.
    record Deferred(String reason, @Nullable Duration delay) implements Outcome {}

    /// The provider could not be reached, or does not let us in: nothing was handed over, and it says nothing of the message.
    record Unavailable(String reason) implements Outcome {}

    /// Not ever, in this form to this recipient.
    record Rejected(String reason) implements Outcome {}

    /// Not ever: the provider knows that the recipient has opted out there.
    record OptedOut(String reason) implements Outcome {}

    /// The provider may or may not have taken it: the answer was lost.
    record Uncertain(String reason) implements Outcome {}
}
