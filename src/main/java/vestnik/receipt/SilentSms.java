package vestnik.receipt;

/// An SMS that the provider took and of which no last word came.
///
/// @param sid the provider's id of it
/// @param asked how often it was asked for
record SilentSms(long mailingId, int ordinal, String sid, int asked) {}
