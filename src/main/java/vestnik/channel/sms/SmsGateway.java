package vestnik.channel.sms;

import java.time.Instant;
import java.util.function.Predicate;
import vestnik.channel.Outcome;

/// Hands SMS over to the provider, and asks it afterwards; safe to call from many threads. Whatever provider or network do
/// is an answer, never an exception.
public interface SmsGateway {

    /// Hands one SMS over with exactly one request.
    Outcome handOver(Sms sms);

    /// Whether the provider took an SMS whose answer was lost.
    ///
    /// It has no id of ours, and soon neither the text nor the last digits of the number. So what was taken in that time,
    /// for a number that may be this one, counts if its text is ours or gone; and if it is the only such message.
    ///
    /// @param from when the hand-over began
    /// @param until when it ended; a minute of difference between the clocks is allowed for
    /// @param known whether a sid belongs to another message of ours
    Finding find(Sms sms, Instant from, Instant until, Predicate<String> known);

    /// What has become of a message that the provider took; one request.
    Finding fetch(String sid);
}
