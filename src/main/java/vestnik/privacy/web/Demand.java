package vestnik.privacy.web;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import vestnik.consent.Ward;
import vestnik.privacy.Requests;

/// What a visitor of the page about their data wants, and for whom.
///
/// @param words in their own words, perhaps none
public record Demand(long patientId, What what, String words) {

    /// What may be wanted.
    ///
    /// - `EXPORT`: a copy of all that is held; the others are requests that the clinic answers
    public enum What {
        EXPORT, CORRECTION, BLOCKING, ERASURE
    }

    private static final Map<String, What> BY_NAME = Stream.of(What.values())
            .collect(toUnmodifiableMap(What::name, Function.identity()));

    /// Empty if it is nothing that may be wanted.
    static Optional<Demand> of(Ward ward, String what, String words) {
        String cut = words.substring(0, Math.min(words.length(), Requests.WORDS_LENGTH));
        return Optional.ofNullable(BY_NAME.get(what)).map(known -> new Demand(ward.patientId(), known, cut));
    }
}
