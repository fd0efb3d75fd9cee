package vestnik.channel.email;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A mail server's reply.
///
/// @param code RFC 5321, 4.2; -1 if what came is no reply
/// @param enhanced RFC 3463, such as `5.1.1`
/// @param text the words of all lines, as they came
public record SmtpReply(int code, @Nullable String enhanced, String text) {

    private static final Pattern LINE = Pattern.compile("(?m)^(\\d{3})[ -]?(?:([245]\\.\\d{1,3}\\.\\d{1,3})\\b)?[ ]*");
    private static final Pattern QUEUE_ID = Pattern
            .compile("(?i)\\b(?:queued as |queued mail |id=)([A-Za-z0-9._-]{4,64})");

    /// Reads a reply of one or more lines.
    public static SmtpReply parse(String response) {
        Optional<MatchResult> last = LINE.matcher(response).results().reduce((first, second) -> second);
        String text = LINE.matcher(response).replaceAll("").strip();
        return new SmtpReply(last.map(line -> Integer.parseInt(line.group(1))).orElse(-1),
                last.map(line -> line.group(2)).orElse(null), text);
    }

    /// Whether the command was done.
    public boolean positive() {
        return code >= 200 && code < 300;
    }

    /// Whether the command was refused, for now or for good.
    public boolean negative() {
        return code >= 400 && code < 600;
    }

    /// Whether the same may be tried again later (RFC 5321, 4.2.1).
    public boolean transientFailure() {
        return code >= 400 && code < 500;
    }

    /// Whether the server closes the connection after it (RFC 5321, 3.8).
    boolean closing() {
        return code == 421;
    }

    /// Whether it is about us, not the message or its recipient: sign-in or TLS is asked for, or fails (RFC 4954, 6; RFC
    /// 3207, 4).
    boolean aboutSignIn() {
        return switch (code) {
            case 530, 534, 535, 538 -> true;
            case 454 -> enhanced == null || enhanced.equals("4.7.0");
            default -> false;
        };
    }

    /// The server's own id of an accepted message, if it is told in one of the usual ways.
    Optional<String> queueId() {
        return QUEUE_ID.matcher(text).results().findFirst().map(found -> found.group(1));
    }
}
