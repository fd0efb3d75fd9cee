package vestnik.twilio;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// An error of Twilio's.
///
/// @param status HTTP status
/// @param code Twilio's error number
record Refused(int status, int code, String message) {

    private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final int LONGEST_BODY = 1600;

    static final Refused UNAUTHORIZED = new Refused(401, 20003, "Authenticate");
    static final Refused NOT_FOUND = new Refused(404, 20404, "The requested resource was not found");

    static final Refused NO_SUCH_FILTER = new Refused(400, 20001, "Unknown parameters");

    /// Why a message is not taken, if it is not: what is missing, then Twilio's test numbers.
    static Optional<Refused> of(Map<String, String> form) {
        String to = form.getOrDefault("To", "");
        String from = form.getOrDefault("From", "");
        String body = form.getOrDefault("Body", "");
        if (to.isEmpty()) {
            return bad(21604, "A 'To' phone number is required.");
        }
        if (from.isEmpty() && !form.containsKey("MessagingServiceSid")) {
            return bad(21603, "A 'From' phone number is required.");
        }
        if (body.isEmpty()) {
            return bad(21602, "Message body is required.");
        }
        if (body.length() > LONGEST_BODY) {
            return bad(21617, "The concatenated message body exceeds the 1600 character limit");
        }
        return PHONE.matcher(to).matches() ? testNumber(to, from) : bad(21211, "Invalid 'To' Phone Number: " + to);
    }

    private static Optional<Refused> testNumber(String to, String from) {
        return switch (from) {
            case "+15005550007" ->
                bad(21606, "The 'From' phone number " + from + " is not a valid, SMS-capable number");
            case "+15005550008" ->
                bad(21611, "This 'From' number " + from + " has exceeded the maximum number of queued messages");
            default -> switch (to) {
                case "+15005550001" -> bad(21211, "Invalid 'To' Phone Number: " + to);
                case "+15005550002" ->
                    bad(21612, "Message cannot be sent with the current combination of 'To' (" + to + ") and 'From'");
                case "+15005550003" ->
                    bad(21408, "Permission to send an SMS has not been enabled for the region of " + to);
                case "+15005550004" -> bad(21610, "Attempt to send to unsubscribed recipient");
                case "+15005550009" -> bad(21614, "'To' number: " + to + ", is not a valid mobile number");
                default -> Optional.empty();
            };
        };
    }

    private static Optional<Refused> bad(int code, String message) {
        return Optional.of(new Refused(400, code, message));
    }
}
