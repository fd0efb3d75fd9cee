package vestnik.dispatch;

import java.util.Locale;
import vestnik.channel.Signal;
import vestnik.mailing.Held;
import vestnik.mailing.Mailing;
import vestnik.vocabulary.Channel;

/// An answer of a provider, and what it was given to.
///
/// @param words the provider's code and words, without addresses
record Answered(Mailing mailing, int ordinal, String address, Signal signal, String words) {

    Channel channel() {
        return address.startsWith("+") ? Channel.SMS : Channel.EMAIL;
    }

    /// The recipient's domain, or the SMS sender.
    String target() {
        return switch (channel()) {
            case EMAIL -> address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
            case SMS -> DomainPauses.SMS;
        };
    }

    Held held() {
        return Held.of(mailing);
    }

    boolean isUrgent() {
        return !mailing.purpose().needsConsent();
    }

    String message() {
        return mailing.id() + "." + ordinal;
    }
}
