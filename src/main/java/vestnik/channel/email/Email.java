package vestnik.channel.email;

/// A finished e-mail: nothing is left to do but to hand it over.
///
/// @param envelopeFrom the address that bounces go to; names the message (VERP)
/// @param to the envelope's recipient, its domain in A-labels
/// @param bytes header and body, lines end in CRLF; not to be changed
@SuppressWarnings("ArrayRecordComponent")
public record Email(String envelopeFrom, String to, byte[] bytes) {}
