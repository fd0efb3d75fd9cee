package vestnik.channel.email;

import java.util.Set;
import java.util.regex.Pattern;
import vestnik.channel.Outcome;
import vestnik.channel.Redaction;
import vestnik.channel.Signal;

/// What an exchange means for the message, by its phase first. A relay that is away says nothing of any recipient's host: it
/// gives no signal.
final class Verdict {

    private static final Set<String> WORDS_OF_REPLIES = Set.of("user", "mailbox", "account", "recipient", "address",
            "unknown", "mail", "host", "domain", "server", "message", "error", "sender", "relay");

    private Verdict() {}

    static Outcome of(Exchange exchange, String recipient) {
        return switch (exchange) {
            case Exchange.Lost lost when lost.phase() == SmtpPhase.END -> new Outcome.Uncertain(reason(lost));
            case Exchange.Lost lost when lost.phase() == SmtpPhase.CONNECT ->
                new Outcome.Unavailable(reason(lost));
            case Exchange.Lost lost -> new Outcome.Deferred(reason(lost), Signal.HOST_IN_TROUBLE, null);
            case Exchange.Answered(SmtpPhase phase, SmtpReply reply) when phase == SmtpPhase.END && reply.positive() ->
                new Outcome.Accepted(reply.queueId().orElse(null));
            case Exchange.Answered refusal -> refused(refusal, recipient);
        };
    }

    private static Outcome refused(Exchange.Answered refusal, String recipient) {
        SmtpReply reply = refusal.reply();
        String reason = reason(refusal.phase(), reply, recipient);
        if (refusal.lockedOut()) {
            return new Outcome.Unavailable(reason, Signal.LOCKED_OUT);
        }
        if (refusal.phase() == SmtpPhase.CONNECT) {
            return new Outcome.Unavailable(reason);
        }
        Signal signal = RefusalSignal.of(refusal.phase(), reply);
        return RefusalSignal.keeps(signal, reply)
                ? new Outcome.Deferred(reason, signal, RefusalSignal.delay(signal))
                : new Outcome.Rejected(reason, signal);
    }

    /// Its reason, for those who look after the relay.
    static String reason(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Lost lost -> reason(lost);
            case Exchange.Answered(SmtpPhase phase, SmtpReply reply) -> reason(phase, reply, "");
        };
    }

    private static String reason(Exchange.Lost lost) {
        return lost.phase() + " " + lost.how();
    }

    private static String reason(SmtpPhase phase, SmtpReply reply, String recipient) {
        String code = reply.enhanced() == null ? "" + reply.code() : reply.code() + " " + reply.enhanced();
        return phase + " " + code + " " + Redaction.withoutAddresses(withoutLocalPart(reply.text(), recipient));
    }

    /// Many servers name the mailbox without its domain.
    private static String withoutLocalPart(String text, String recipient) {
        String localPart = recipient.substring(0, Math.max(0, recipient.lastIndexOf('@')));
        if (localPart.isEmpty() || WORDS_OF_REPLIES.contains(localPart) || !text.contains(localPart)) {
            return text;
        }
        return Pattern.compile("(?<![\\w.+-])" + Pattern.quote(localPart) + "(?![\\w.+@-])").matcher(text)
                .replaceAll("<address>");
    }
}
