package vestnik.consent;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import vestnik.vocabulary.Purpose;

/// One version of a text that people agree to, or of the privacy policy.
///
/// @param inForceAt from then on it is shown, until a later one is
/// @param asksAgain from then on, consents to earlier versions do not count any more
public record Wording(Kind kind, String version, String bodyRu, String bodyEn, Instant inForceAt, boolean asksAgain,
        String publishedBy) {

    /// What the text is about: a purpose that needs consent, or the privacy policy, to which nobody agrees.
    public enum Kind {
        PROMOTION, PARTNER, REVIEW, POLICY;

        /// That of a purpose; empty for one that needs no consent.
        public static Optional<Kind> of(Purpose purpose) {
            return switch (purpose) {
                case PROMOTION -> Optional.of(PROMOTION);
                case PARTNER -> Optional.of(PARTNER);
                case REVIEW -> Optional.of(REVIEW);
                case APPOINTMENT, NOTICE -> Optional.empty();
            };
        }
    }

    /// The text in Russian, or in English for every other language.
    public String body(Locale locale) {
        return locale.getLanguage().equals("ru") ? bodyRu : bodyEn;
    }
}
