package vestnik.consent.web;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vestnik.consent.Source;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// On which consent a message was handed over.
///
/// @param patient external id
/// @param reader external id of the representative to whom it went; null if it went to the patient
/// @param handedOverAt when the last attempt began
/// @param grant the grant that counted then; null for a purpose that asks nobody
record MessageProof(long mailing, int ordinal, Purpose purpose, Channel channel, String patient,
        @Nullable String reader, Instant handedOverAt, @Nullable Grant grant) {

    /// One grant with all that proves it.
    ///
    /// @param entry its place in the ledger
    /// @param seal its hash, over the entry and the one before it in its chain
    /// @param at when the person acted
    /// @param recordedAt when Vestnik learned of it
    /// @param representative external id of who granted it for the patient
    /// @param text what was agreed to; null if that version was never published here
    /// @param withdrawnAt when it was withdrawn later, if it was
    record Grant(long entry, String seal, Instant at, Instant recordedAt, Source source,
            @Nullable String representative, String actor, @Nullable String wording, @Nullable Text text,
            Map<String, String> evidence, @Nullable Instant withdrawnAt) {}

    /// A wording in both languages.
    record Text(String ru, String en) {}
}
