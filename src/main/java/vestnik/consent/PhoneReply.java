package vestnik.consent;

/// An SMS that somebody sent us.
///
/// @param phone from where, E.164
/// @param sid the provider's id of it
/// @param keyword what it says, as we understood it
public record PhoneReply(String phone, String sid, String keyword) {}
