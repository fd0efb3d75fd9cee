package vestnik.consent.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vestnik.consent.Choices.Held;
import vestnik.consent.Preference;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What the preference page shows of one ward.
///
/// @param name null for the reader themselves
/// @param purposes none while the data are blocked
/// @param days a pause may end on
/// @param reachable names of the channels on which the clinic has an address
public record WardForm(long patientId, @Nullable String name, int version, List<PurposeField> purposes, Preference wish,
        PauseDays days, List<String> reachable) {

    /// A purpose with its text.
    ///
    /// @param wording version of the text beside it, and the text; null where no consent is needed
    public record PurposeField(Purpose purpose, @Nullable String wording, @Nullable String text, List<Box> boxes) {

        /// Whether an earlier agreement does not count any more.
        public boolean askedAnew() {
            return boxes.stream().anyMatch(box -> box.held() == Held.ASKED_ANEW);
        }
    }

    /// A purpose on one channel.
    ///
    /// @param value what the form calls it
    /// @param hint key of what must be known before it is switched on; null if nothing
    public record Box(Channel channel, String value, Held held, @Nullable String hint) {

        /// Whether the box is ticked.
        public boolean on() {
            return held == Held.ON;
        }
    }

    /// Whether nothing can be set.
    public boolean blocked() {
        return purposes.isEmpty();
    }
}
