package vestnik.receipt.bounce;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vestnik.channel.email.RefusalReason;
import vestnik.channel.email.Refusals;
import vestnik.channel.email.SmtpPhase;
import vestnik.channel.email.SmtpReply;

/// What a report says of one recipient in words, with the codes among them.
final class Words {

    private static final Pattern CODE = Pattern.compile(
            "(?<![\\d.#-])([45]\\d\\d)(?=[ \\t:,#-]|$)(?! ?(?:bytes|seconds|minutes|hours))",
            Pattern.MULTILINE);
    private static final Pattern ENHANCED = Pattern.compile("(?<![\\d.])([245]\\.\\d\\.\\d{1,3})(?![\\d.]*\\d)");
    // Exchange's own number for a recipient that it does not know.
    private static final String UNKNOWN_TO_EXCHANGE = "(000C05A6)";
    private static final Pattern CONNECT = Pattern
            .compile(
                    "(?i)refused to\\s+talk to me|after initial connection|in reply to (?:EHLO|HELO)"
                            + "|>>> (?:EHLO|HELO)");
    private static final Pattern MAIL = Pattern
            .compile(
                    "(?i)after MAIL FROM|in reply to\\s+MAIL FROM|sender was rejected|>>> MAIL F"
                            + "|after sending MAIL FROM");
    private static final Pattern RCPT = Pattern
            .compile(
                    "(?i)after RCPT|in reply to\\s+RCPT|not like recipient|not like our RCPT|\\[RCPT_TO\\]"
                            + "|following RCPT|>>> RCPT|after sending RCPT");
    private static final Pattern END = Pattern.compile(
            "(?i)in reply\\s+to\\s+(?:end\\s+of\\s+)?DATA|after (?:end of )?data|after sending DATA"
                    + "|after I sent the message|our final DATA|for TEXT command|\\(DATA\\)"
                    + "|>>> DATA(?![\\s\\S]{0,600}?(?:no valid recipients|need RCPT|RCPT first))");

    private Words() {}

    /// The status that counts: the one in the server's own words, if there is one that tells anything, else the reported.
    static String status(String reported, String words) {
        Optional<String> said = ENHANCED.matcher(words).results().map(MatchResult::group)
                .filter(found -> !found.endsWith(".0.0")).findFirst();
        Matcher head = ENHANCED.matcher(reported);
        return said.orElseGet(() -> head.find() ? head.group() : "");
    }

    static RefusalReason reason(String status, String words, @Nullable SmtpPhase phase) {
        return Refusals.reason(new SmtpReply(code(words), status.isEmpty() ? null : status, words), phase);
    }

    private static int code(String words) {
        Matcher code = CODE.matcher(words);
        return code.find() ? Integer.parseInt(code.group(1)) : words.contains(UNKNOWN_TO_EXCHANGE) ? 550 : -1;
    }

    /// Which command was refused, as far as the words tell: the last that they name.
    static @Nullable SmtpPhase phase(String words) {
        SmtpPhase phase = null;
        int latest = -1;
        for (var told : new Told[]{new Told(SmtpPhase.CONNECT, CONNECT), new Told(SmtpPhase.MAIL, MAIL),
                new Told(SmtpPhase.RCPT, RCPT), new Told(SmtpPhase.END, END)}) {
            int at = told.pattern().matcher(words).results().mapToInt(MatchResult::start).max().orElse(-1);
            if (at > latest) {
                latest = at;
                phase = told.phase();
            }
        }
        return phase;
    }

    /// Whether there is more to learn than that it failed.
    static boolean vague(RefusalReason reason) {
        return switch (reason) {
            case REJECTED, TEMPORARY, UNDEFINED, SYSTEM_ERROR, MAILER_ERROR, SYNTAX_ERROR, NETWORK_ERROR, EXPIRED ->
                true;
            default -> false;
        };
    }

    private record Told(SmtpPhase phase, Pattern pattern) {}
}
