package vestnik.channel.email;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The codes of a reply: the SMTP code (RFC 5321, 4.2) and the enhanced one (RFC 3463, 7372, 7505; Microsoft's own).
///
/// @param code 0 if there is none
/// @param enhanced empty if there is none
record Status(int code, String enhanced) {

    private static final Pattern ENHANCED = Pattern.compile("(?<![\\d.])([245])[.](\\d)[.](\\d{1,3})(?![\\d.]*\\d)");
    private static final Set<String> AUTHENTICATION = Set.of("7.20", "7.21", "7.22", "7.23", "7.24", "7.26", "7.27",
            "7.28", "7.29", "7.30", "7.31", "7.32", "7.509", "7.515");
    private static final Set<String> SENDER = Set.of("1.7", "1.8");
    private static final Set<String> USER = Set.of("1.1", "1.3", "1.10");

    /// The enhanced code that stands first in the reply if it tells anything, else one among its words.
    static Status of(SmtpReply reply) {
        String first = reply.enhanced();
        if (first != null && !first.endsWith(".0.0")) {
            return new Status(reply.code(), first);
        }
        String among = ENHANCED.matcher(reply.text()).results().map(MatchResult::group)
                .filter(found -> !found.endsWith(".0.0")).findFirst().orElse(first == null ? "" : first);
        return new Status(reply.code(), among);
    }

    /// What the codes alone say.
    RefusalReason reason(@Nullable SmtpPhase phase) {
        String detail = enhanced.isEmpty() ? "" : enhanced.substring(2);
        if (forNow()) {
            return temporary(detail, phase);
        }
        if (aboutSender()) {
            return RefusalReason.SENDER_REJECTED;
        }
        if (USER.contains(detail)) {
            return RefusalReason.USER_UNKNOWN;
        }
        if (AUTHENTICATION.contains(detail)) {
            return RefusalReason.AUTH_FAILURE;
        }
        return switch (detail) {
            case "1.2", "4.4" -> RefusalReason.HOST_UNKNOWN;
            case "1.6" -> RefusalReason.HAS_MOVED;
            case "2.1", "7.13" -> RefusalReason.SUSPENDED;
            case "2.2" -> RefusalReason.MAILBOX_FULL;
            case "2.3", "3.4" -> RefusalReason.EXCEED_LIMIT;
            case "4.7" -> RefusalReason.EXPIRED;
            case "7.25" -> RefusalReason.REQUIRE_PTR;
            default -> byCode(detail);
        };
    }

    private RefusalReason byCode(String detail) {
        return switch (code) {
            case 521, 556 -> detail.isEmpty() || detail.equals("3.2")
                    ? RefusalReason.NOT_ACCEPT
                    : RefusalReason.BLOCKED;
            case 530, 534, 535, 538 -> RefusalReason.SECURITY_ERROR;
            case 552 -> RefusalReason.EXCEED_LIMIT;
            case 500, 501, 502, 503, 504, 555 -> detail.isEmpty() ? RefusalReason.SYNTAX_ERROR : bySubject(detail);
            case 0, -1 -> detail.isEmpty() ? RefusalReason.UNDEFINED : bySubject(detail);
            default -> bySubject(detail);
        };
    }

    /// RFC 3463, 2: the second number names the subject.
    private static RefusalReason bySubject(String detail) {
        return switch (detail.isEmpty() ? '0' : detail.charAt(0)) {
            case '3' -> RefusalReason.SYSTEM_ERROR;
            case '4' -> RefusalReason.NETWORK_ERROR;
            case '5' -> RefusalReason.SYNTAX_ERROR;
            case '6' -> RefusalReason.CONTENT_ERROR;
            case '7' -> RefusalReason.POLICY_VIOLATION;
            default -> RefusalReason.REJECTED;
        };
    }

    private RefusalReason temporary(String detail, @Nullable SmtpPhase phase) {
        if (AUTHENTICATION.contains(detail) && !detail.equals("7.28")) {
            return RefusalReason.AUTH_FAILURE;
        }
        return switch (detail) {
            case "2.2" -> RefusalReason.MAILBOX_FULL;
            case "4.7" -> RefusalReason.EXPIRED;
            case "7.0", "7.28" -> RefusalReason.SPEEDING;
            case "7.25" -> RefusalReason.REQUIRE_PTR;
            case "2.0", "7.1" -> phase == null || phase == SmtpPhase.RCPT
                    ? RefusalReason.GREYLISTED
                    : RefusalReason.TEMPORARY;
            default -> switch (detail.isEmpty() ? '0' : detail.charAt(0)) {
                case '3' -> RefusalReason.SYSTEM_ERROR;
                case '4' -> RefusalReason.NETWORK_ERROR;
                default -> code == 454 ? RefusalReason.SECURITY_ERROR : RefusalReason.TEMPORARY;
            };
        };
    }

    /// Whether the server says that it may be otherwise later; 4.1.1 is given for what is meant for good.
    boolean forNow() {
        return enhanced.isEmpty() ? code >= 400 && code < 500 : enhanced.charAt(0) == '4' && !enhanced.equals("4.1.1");
    }

    /// Whether no code tells anything.
    boolean missing() {
        return code <= 0 && (enhanced.isEmpty() || enhanced.endsWith(".0.0"));
    }

    boolean aboutSender() {
        return enhanced.length() > 2 && SENDER.contains(enhanced.substring(2));
    }

    boolean aboutPolicy() {
        return enhanced.startsWith("7.", 2);
    }
}
