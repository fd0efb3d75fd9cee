package vestnik.channel.sms;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import vestnik.channel.Outcome;
import vestnik.channel.Redaction;
import vestnik.channel.Signal;

/// What Twilio's answer, or its absence, means for a message. There is no way to ask "did you get this?" by our own id, so
/// whatever may have been taken is uncertain.
final class TwilioVerdict {

    /// Too fast.
    private static final Set<Integer> LATER = Set.of(20429, 63017, 21611, 30001);
    /// Our account, not the message.
    private static final Set<Integer> LOCKED_OUT = Set.of(20003, 30002, 63038);
    private static final Set<Integer> UNCERTAIN = Set.of(20500, 20503);
    /// "Attempt to send to unsubscribed recipient".
    private static final int OPTED_OUT = 21610;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAUTHORIZED = 401;

    private TwilioVerdict() {}

    static Outcome of(Refusal refusal) {
        return of(refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()), refusal.retryAfter());
    }

    /// @param code Twilio's error code, 0 if there was none
    static Outcome of(int status, int code, String message, @Nullable Duration retryAfter) {
        String reason = reason(status, code, message);
        if (LOCKED_OUT.contains(code) || status == UNAUTHORIZED) {
            return new Outcome.Unavailable(reason);
        }
        if (LATER.contains(code) || status == TOO_MANY_REQUESTS) {
            return new Outcome.Deferred(reason, retryAfter);
        }
        if (UNCERTAIN.contains(code) || status >= 500) {
            return new Outcome.Uncertain(reason);
        }
        return code == OPTED_OUT ? new Outcome.Rejected(reason, Signal.OPTED_OUT) : new Outcome.Rejected(reason);
    }

    /// No answer, or one that could not be read.
    static Outcome of(Throwable lost) {
        String what = rootOf(lost).getClass().getSimpleName();
        return neverSent(lost)
                ? new Outcome.Unavailable("no connection: " + what)
                : new Outcome.Uncertain("no answer: " + what);
    }

    private static boolean neverSent(Throwable lost) {
        for (Throwable cause = lost; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof ConnectTimeoutException
                    || cause instanceof UnknownHostException || cause instanceof NoRouteToHostException
                    || cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException
                    || cause instanceof ConnectionRequestTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static Throwable rootOf(Throwable lost) {
        Throwable root = lost;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String reason(int status, int code, String message) {
        return ((code == 0 ? "HTTP " + status : "" + code) + " " + Redaction.withoutPhones(message)).strip();
    }
}
