package vestnik.mailing;

/// Happened: the provider showed that it has a message, so that whatever was uncertain about its hand-over is settled.
/// Published within the transaction that keeps what was said.
///
/// @param reference the provider's id of it
public record SeenAtProvider(long mailingId, int ordinal, String reference) {}
