package vestnik.consent;

import java.util.Map;
import java.util.Set;
import vestnik.vocabulary.Purpose;

/// What a person changed on the preference page.
///
/// @param version of the [Choices] that the page showed
/// @param stopped what was on and shall be off
/// @param wanted what was not on and shall be
/// @param wordings version of the text that stood beside each purpose
public record Selection(int version, Set<Subscription> stopped, Set<Subscription> wanted,
        Map<Purpose, String> wordings) {}
