package vestnik.receipt;

import org.jspecify.annotations.Nullable;

/// What the SMS provider says of one message.
///
/// @param sid the provider's id of it
/// @param status in the provider's word, such as `delivered`
/// @param code the provider's number for what went wrong
/// @param to the phone it went to; null if the provider does not tell
public record SmsStatus(long mailingId, int ordinal, String sid, String status, @Nullable String code,
        @Nullable String to) {

    String message() {
        return mailingId + "." + ordinal;
    }
}
