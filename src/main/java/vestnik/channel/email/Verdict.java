package vestnik.channel.email;

import java.util.Set;
import java.util.regex.Pattern;
import vestnik.channel.Outcome;
import vestnik.channel.Redaction;

/// What an exchange means for the message, by its phase first.
final class Verdict {

    private static final Set<String> WORDS_OF_REPLIES = Set.of("user", "mailbox", "account", "recipient", "address",
            "unknown", "mail", "host", "domain", "server", "message", "error", "sender", "relay");

    private Verdict() {}

    static Outcome of(Exchange exchange, String recipient) {
        return switch (exchange) {
            case Exchange.Lost lost when lost.phase() == SmtpPhase.END -> new Outcome.Uncertain(reason(lost));
            case Exchange.Lost lost when lost.phase() == SmtpPhase.CONNECT -> new Outcome.Unavailable(reason(lost));
            case Exchange.Lost lost -> new Outcome.Deferred(reason(lost), null);
            case Exchange.Answered answered -> of(answered.phase(), answered.reply(), recipient);
        };
    }

    private static Outcome of(SmtpPhase phase, SmtpReply reply, String recipient) {
        String reason = reason(phase, reply, recipient);
        if (reply.positive() && phase == SmtpPhase.END) {
            return new Outcome.Accepted(reply.queueId().orElse(null));
        }
        if (phase == SmtpPhase.CONNECT || reply.aboutSignIn()) {
            return new Outcome.Unavailable(reason);
        }
        if (reply.transientFailure()) {
            return new Outcome.Deferred(reason, null);
        }
        return new Outcome.Rejected(reason);
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
