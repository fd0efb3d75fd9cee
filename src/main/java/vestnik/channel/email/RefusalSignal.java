package vestnik.channel.email;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vestnik.channel.Signal;

/// What a refusal after the sign-in asks of us, by what it is about. Codes alone are not believed: most servers that answer
/// 5xx do not mean the address.
final class RefusalSignal {

    private static final Duration GREYLISTED = Duration.ofMinutes(10);
    private static final Duration TOO_FAST = Duration.ofMinutes(15);
    /// Until somebody has looked at it, or the recipient has tidied up.
    private static final Duration LATER = Duration.ofHours(1);

    private RefusalSignal() {}

    static Signal of(SmtpPhase phase, SmtpReply reply) {
        RefusalReason reason = Refusals.reason(reply, phase);
        return switch (reason) {
            case USER_UNKNOWN, HAS_MOVED -> Signal.ADDRESS_UNKNOWN;
            case HOST_UNKNOWN, NOT_ACCEPT -> Signal.DOMAIN_UNKNOWN;
            case MAILBOX_FULL, SUSPENDED -> Signal.MAILBOX_UNUSABLE;
            case GREYLISTED -> Signal.GREYLISTED;
            case SPEEDING -> Signal.TOO_FAST;
            case AUTH_FAILURE, REQUIRE_PTR, SENDER_REJECTED, NO_RELAYING, SECURITY_ERROR -> Signal.SENDER_UNPROVEN;
            case SPAM_DETECTED, VIRUS_DETECTED, BLOCKED, BAD_REPUTATION -> Signal.TAKEN_FOR_SPAM;
            case CONTENT_ERROR, EXCEED_LIMIT -> atFault(reply);
            case NETWORK_ERROR, SYSTEM_ERROR, MAILER_ERROR -> inTrouble(reply);
            case FILTERED, POLICY_VIOLATION, EXPIRED, SYNTAX_ERROR, REJECTED, TEMPORARY, UNDEFINED ->
                phase == SmtpPhase.MAIL && !reply.transientFailure() ? Signal.SENDER_UNPROVEN : inTrouble(reply);
        };
    }

    /// A server that cannot do SMTPUTF8 (RFC 6531: x.6.7 to x.6.10) finds no fault with the message for others.
    private static Signal atFault(SmtpReply reply) {
        String enhanced = Status.of(reply).enhanced();
        return reply.transientFailure() || enhanced.matches("5\\.6\\.(7|8|9|10)")
                ? Signal.NONE
                : Signal.MESSAGE_AT_FAULT;
    }

    private static Signal inTrouble(SmtpReply reply) {
        String enhanced = Status.of(reply).enhanced();
        return reply.closing() || enhanced.startsWith("4.3.") || enhanced.startsWith("4.4.") || enhanced.equals("4.5.3")
                ? Signal.HOST_IN_TROUBLE
                : Signal.NONE;
    }

    /// Whether the message waits for another try. What is about us is no reason to give a message up, even if it is said
    /// for good.
    static boolean keeps(Signal signal, SmtpReply reply) {
        return switch (signal) {
            case ADDRESS_UNKNOWN, DOMAIN_UNKNOWN, MESSAGE_AT_FAULT -> false;
            case GREYLISTED, TOO_FAST, SENDER_UNPROVEN, HOST_IN_TROUBLE -> true;
            default -> reply.transientFailure();
        };
    }

    /// How long to wait at least; null if no more is known than that it must wait.
    static @Nullable Duration delay(Signal signal) {
        return switch (signal) {
            case GREYLISTED -> GREYLISTED;
            case TOO_FAST -> TOO_FAST;
            case SENDER_UNPROVEN, TAKEN_FOR_SPAM, MAILBOX_UNUSABLE -> LATER;
            default -> null;
        };
    }
}
