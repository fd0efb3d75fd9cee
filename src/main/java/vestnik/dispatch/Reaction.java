package vestnik.dispatch;

import vestnik.alert.AlertKind;
import vestnik.consent.Trouble;
import vestnik.mailing.Held;
import vestnik.mailing.Why;
import vestnik.vocabulary.Channel;

/// What is done about a provider's answer besides settling its message.
sealed interface Reaction {

    /// Note what befell the address, which may then be given up.
    record Note(Channel channel, String address, Trouble trouble, String message) implements Reaction {}

    /// Record that the phone has opted out at the provider.
    record RecordOptOut(String phone, long mailing, int ordinal) implements Reaction {}

    /// Leave a domain, or the SMS sender, alone for a while.
    record LeaveAlone(String target, String scope, BackOffReason reason) implements Reaction {}

    /// Hold a thing until a person lets it go.
    record Stop(Held held, Why.Reason reason, String words) implements Reaction {}

    /// Hold a channel for a while, then try whether the trouble has passed; longer each time.
    record StopForAWhile(Held held, Why.Reason reason, String words) implements Reaction {}

    /// Tell people.
    record Tell(AlertKind kind, String subject, String words) implements Reaction {}
}
