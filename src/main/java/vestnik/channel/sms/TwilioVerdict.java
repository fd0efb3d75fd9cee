package vestnik.channel.sms;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
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

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAUTHORIZED = 401;
    private static final int SERVER_ERROR = 500;
    /// Until somebody has set up the sender, there is no hurry.
    private static final Duration UNTIL_SET_UP = Duration.ofHours(1);
    private static final Duration UNTIL_REACHED = Duration.ofMinutes(15);

    private TwilioVerdict() {}

    static Outcome of(Refusal refusal) {
        return of(refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()), refusal.retryAfter());
    }

    /// @param code Twilio's error code, 0 if there was none
    static Outcome of(int status, int code, String message, @Nullable Duration retryAfter) {
        String reason = reason(status, code, message);
        SmsError error = error(status, code);
        return switch (error.remedy()) {
            case NONE -> new Outcome.Rejected(reason, error.signal());
            case LOOK_UP -> new Outcome.Uncertain(reason);
            case LATER -> error.signal() == Signal.LOCKED_OUT
                    ? new Outcome.Unavailable(reason, error.signal())
                    : new Outcome.Deferred(reason, error.signal(), delay(error.signal(), retryAfter));
        };
    }

    private static SmsError error(int status, int code) {
        SmsError error = SmsError.of(code);
        if (!error.equals(SmsError.UNKNOWN)) {
            return error;
        }
        return switch (status) {
            case UNAUTHORIZED -> new SmsError(Signal.LOCKED_OUT, SmsError.Remedy.LATER);
            case TOO_MANY_REQUESTS -> new SmsError(Signal.TOO_FAST, SmsError.Remedy.LATER);
            default -> status >= SERVER_ERROR ? new SmsError(Signal.NONE, SmsError.Remedy.LOOK_UP) : error;
        };
    }

    private static @Nullable Duration delay(Signal signal, @Nullable Duration retryAfter) {
        if (retryAfter != null) {
            return retryAfter;
        }
        return switch (signal) {
            case SENDER_NOT_SET_UP -> UNTIL_SET_UP;
            case UNREACHED -> UNTIL_REACHED;
            default -> null;
        };
    }

    /// No answer, or one that could not be read.
    static Outcome of(Throwable lost) {
        return neverSent(lost) ? new Outcome.Unavailable(reason(lost)) : new Outcome.Uncertain(reason(lost));
    }

    static String reason(Throwable lost) {
        return (neverSent(lost) ? "no connection: " : "no answer: ") + rootOf(lost).getClass().getSimpleName();
    }

    static String reason(Refusal refusal) {
        return reason(refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()));
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
