package vestnik.consent;

import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What an unsubscribe link stands for: whose consent, and which message carried it.
///
/// @param patientId below 2^40
/// @param mailingId below 2^32
/// @param ordinal of the message in its mailing
public record LinkTarget(long patientId, Purpose purpose, Channel channel, long mailingId, int ordinal) {}
