package vestnik.consent;

import org.jspecify.annotations.Nullable;

/// Someone who reads at an address what is written about a patient.
///
/// @param representativeId null if the patient reads it
record Reader(long patientId, @Nullable Long representativeId) {}
