package vestnik.privacy.file;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vestnik.consent.Act;
import vestnik.consent.Source;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// One entry of the ledger.
///
/// @param id its place
/// @param at when the person acted; `recordedAt` is when Vestnik learned of it
/// @param representative external id of who acted for the patient; null if the patient did
/// @param wording version of the text agreed to, and `body` its words in the reader's language, where it is known
public record HistoryEntry(long id, Purpose purpose, Channel channel, Act act, Instant at, Source source,
        @Nullable String representative, String actor, @Nullable String wording, @Nullable String body,
        Map<String, String> evidence, Instant recordedAt) {}
