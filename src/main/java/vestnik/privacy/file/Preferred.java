package vestnik.privacy.file;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;

/// How a patient, or who acts for them, wants to be written to; null is as usual.
///
/// @param restDays at most one marketing message in so many days
/// @param channel where a reminder goes first
public record Preferred(@Nullable LocalDate pausedUntil, @Nullable Integer restDays, @Nullable Channel channel,
        @Nullable String locale, Instant changedAt, String changedBy) {}
