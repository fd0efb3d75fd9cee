package vestnik.report;

import org.jspecify.annotations.Nullable;

/// Which mailings, newest first.
///
/// @param campaign only those of this campaign
/// @param kind only those of this kind
/// @param before only those older than this one: the last of the page before
/// @param limit how many at most
public record MailingFilter(@Nullable Long campaign, @Nullable String kind, @Nullable Long before, int limit) {}
