package vestnik.consent;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;

/// How a person wants to be written to; whatever is null is as usual.
///
/// @param pausedUntil no marketing before this day, in the patient's zone
/// @param rest at most one marketing message in so long
/// @param channel where a reminder goes first if either way is open
/// @param locale Russian or English, whatever the clinic told
public record Preference(@Nullable LocalDate pausedUntil, @Nullable Rest rest, @Nullable Channel channel,
        @Nullable Locale locale) {

    /// Everything as usual.
    public static final Preference NONE = new Preference(null, null, null, null);
}
