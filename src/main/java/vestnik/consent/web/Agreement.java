package vestnik.consent.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vestnik.consent.Source;
import vestnik.vocabulary.Channel;

/// One grant of a consent in a certain wording.
///
/// @param entry its place in the ledger
/// @param patient external id
/// @param representative external id of who granted it for the patient
/// @param counts whether it is what holds now: not withdrawn, renewed or outdated since
record Agreement(long entry, String patient, Channel channel, Instant since, Source source,
        @Nullable String representative, boolean counts) {}
