package vestnik.receipt;

import org.jspecify.annotations.Nullable;

/// One thing that was said of one message; saying it again means nothing new.
///
/// @param reference the provider's id of the message
/// @param code the provider's number for what went wrong, if it gave one
public record Receipt(long mailingId, int ordinal, ReceiptKind kind, String reference, @Nullable String code) {}
