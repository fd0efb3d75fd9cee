package vestnik.channel.sms;

import vestnik.channel.Outcome;

/// Hands SMS over to the provider.
public interface SmsGateway {

    /// Hands one SMS over with exactly one request; safe to call from many threads. Whatever provider or network do is an
    /// answer, never an exception.
    Outcome handOver(Sms sms);
}
