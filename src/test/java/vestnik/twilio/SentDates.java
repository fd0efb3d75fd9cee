package vestnik.twilio;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The filters `DateSent`, `DateSent<` and `DateSent>` of a list, both ends included; days or moments in GMT.
///
/// @param from null if any
/// @param until null if any
record SentDates(@Nullable Instant from, @Nullable Instant until) {

    static SentDates of(Map<String, String> query) {
        String day = query.get("DateSent");
        return day == null
                ? new SentDates(start(query.get("DateSent>")), end(query.get("DateSent<")))
                : new SentDates(start(day), end(day));
    }

    /// What was not sent yet has no such date.
    boolean hold(@Nullable Instant sent) {
        if (from == null && until == null) {
            return true;
        }
        return sent != null && (from == null || !sent.isBefore(from)) && (until == null || !sent.isAfter(until));
    }

    private static @Nullable Instant start(@Nullable String date) {
        return date == null ? null : isDay(date) ? day(date) : moment(date);
    }

    private static @Nullable Instant end(@Nullable String date) {
        return date == null ? null : isDay(date) ? day(date).plus(1, ChronoUnit.DAYS).minusNanos(1) : moment(date);
    }

    private static boolean isDay(String date) {
        return date.length() == "2026-11-18".length();
    }

    private static Instant moment(String date) {
        return LocalDateTime.parse(date).toInstant(ZoneOffset.UTC);
    }

    private static Instant day(String date) {
        return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
