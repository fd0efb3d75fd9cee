package vestnik.consent.web;

import org.jspecify.annotations.Nullable;
import vestnik.consent.Chosen;
import vestnik.consent.Reach;
import vestnik.vocabulary.Channel;

/// What the preference page says after it was sent.
///
/// @param patientId whose form it was
/// @param codePage names the confirmation whose code may be entered; null if there is none
/// @param pauseEnds between which days a pause may end; null unless the wish was another
public record Saved(long patientId, Chosen chosen, Reach reach, @Nullable String codePage,
        @Nullable PauseDays pauseEnds) {

    /// Whether something wanted is not on.
    public boolean outdated() {
        return !chosen.outdated().isEmpty();
    }

    /// The channel on which something is to be confirmed.
    @Nullable
    public Channel toConfirm() {
        return chosen.toConfirm().stream().findFirst().map(one -> one.channel()).orElse(null);
    }
}
