package vestnik.consent;

import org.jspecify.annotations.Nullable;

/// Whom a message was written to.
///
/// @param representativeId who reads it for the patient; null if the patient does
/// @param address where that person is written to now, which may be elsewhere than then; null if nowhere
public record Addressee(long patientId, @Nullable Long representativeId, @Nullable String address) {}
