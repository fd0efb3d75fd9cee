package vestnik.consent.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vestnik.consent.Act;
import vestnik.consent.Reach;
import vestnik.consent.Source;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What holds for a patient, and all that ever happened, the oldest first. What is in no state was never asked.
///
/// @param reach how far the stop reaches that is answered with this
record ConsentsView(List<State> states, List<Entry> history, @JsonInclude(Include.NON_NULL) @Nullable Reach reach) {

    ConsentsView reaching(Reach reach) {
        return new ConsentsView(states, history, reach);
    }

    enum Held {
        UNCONFIRMED, GRANTED, WITHDRAWN
    }

    /// @param representative external id of who granted it for the patient
    record State(Purpose purpose, Channel channel, Held state, Instant since, @Nullable String representative) {}

    /// @param at when the person acted
    /// @param recordedAt when Vestnik learned of it
    record Entry(Purpose purpose, Channel channel, Act act, Instant at, Source source, @Nullable String representative,
            String actor, @Nullable String wording, Map<String, String> evidence, Instant recordedAt) {}
}
