package vestnik.privacy.file;

import java.time.Instant;

/// That a person was erased.
///
/// @param document the act of destruction, as the clinic files it
public record ErasureAct(long id, Instant at, String reason, String document, String erasedBy) {}
