package vestnik.channel.sms;

import java.time.Duration;

/// One SMS.
///
/// @param reference opaque id of the message; comes back with its status
/// @param to E.164 number
/// @param body at most 1600 characters
/// @param validity how long it is of use; the provider drops it afterwards
public record Sms(String reference, String to, String body, Duration validity) {}
