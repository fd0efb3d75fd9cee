package vestnik.consent;

import java.util.Set;

/// Where a person stands who came through a link.
///
/// @param stopped what they have withdrawn, through whatever
/// @param restorable what they stopped through this link and had granted themselves before
public record Standing(Set<Subscription> stopped, Set<Subscription> restorable) {}
