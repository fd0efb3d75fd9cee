package vestnik.receipt;

import org.jspecify.annotations.Nullable;

/// One thing that was said of one message; saying it again means nothing new.
///
/// @param reference the provider's id of the message, or the fingerprint of the mail that came back
/// @param code the provider's number for what went wrong, or the enhanced status of a bounce
/// @param reason why, in a word
public record Receipt(long mailingId, int ordinal, ReceiptKind kind, String reference, @Nullable String code,
        @Nullable String reason, ReceiptSource source) {}
