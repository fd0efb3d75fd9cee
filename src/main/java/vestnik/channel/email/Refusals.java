package vestnik.channel.email;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a mail server meant, from its words first, for codes are given carelessly: of the servers that answer 550 or
/// 5.x.x only a third mean that there is no such mailbox. Words in English and Russian are understood.
public final class Refusals {

    private static final int LONGEST = 4_000;
    private static final Pattern CODE_OF_LINE = Pattern.compile("\\b[245]\\d\\d-(?=[\\s'\\d#])");
    private static final Pattern NO_WORDS = Pattern
            .compile("https?://\\S+|<[^<>\\s]*>|[^\\s<>:;,()\\[\\]'\"]+@[^\\s<>:;,()\\[\\]'\"]+");
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");

    private Refusals() {}

    /// What a reply that refuses is about.
    ///
    /// @param phase what it answers; null if not known
    public static RefusalReason reason(SmtpReply reply, @Nullable SmtpPhase phase) {
        String words = words(reply.text());
        var status = Status.of(reply);
        return RefusalWords.reason(words).map(reason -> weigh(reason, status, phase))
                .orElseGet(() -> weigh(status.reason(phase), status, phase));
    }

    /// One line in lower case without addresses, whose local parts say anything.
    private static String words(String text) {
        String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        String lines = CODE_OF_LINE.matcher(bounded).replaceAll(" ");
        String plain = NO_WORDS.matcher(lines).replaceAll("@");
        return SPACE.matcher(plain).replaceAll(" ").strip().toLowerCase(Locale.ROOT).replace('ё', 'е')
                .replace('’', '\'');
    }

    /// Words about an address prove nothing if the server speaks of the sender, has read the content, appeals to a policy,
    /// says itself that this is so only for now, or if no code came with them.
    private static RefusalReason weigh(RefusalReason reason, Status status, @Nullable SmtpPhase phase) {
        if (!reason.hard()) {
            return reason;
        }
        if (phase == SmtpPhase.CONNECT || phase == SmtpPhase.MAIL || status.aboutSender()) {
            return RefusalReason.SENDER_REJECTED;
        }
        if (phase == SmtpPhase.DATA || phase == SmtpPhase.END
                || (status.aboutPolicy() && !reason.unreachableDomain())) {
            return RefusalReason.FILTERED;
        }
        if (status.forNow()) {
            return reason.unreachableDomain() ? RefusalReason.NETWORK_ERROR : RefusalReason.TEMPORARY;
        }
        return reason == RefusalReason.USER_UNKNOWN && status.missing() ? RefusalReason.REJECTED : reason;
    }
}
