package vestnik.clinic.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Dates and times as clinics write them; null for what is none, also for 30 February and an hour that the clock skips.
final class Moments {

    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 2200;
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendPattern("[uuuu-MM-dd][dd.MM.uuuu]").toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().append(DATE)
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).appendPattern("[XXX]").toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Moments() {}

    static @Nullable LocalDate date(String text) {
        try {
            return within(DATE.parse(text, LocalDate::from));
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    /// A time; where it has no offset, in this zone.
    static @Nullable Instant time(String text, ZoneId zone) {
        try {
            return time(TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from), zone);
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /// A time, or the start of a date.
    static @Nullable Instant timeOrDate(String text, ZoneId zone) {
        var date = date(text);
        return date == null ? time(text, zone) : date.atStartOfDay(zone).toInstant();
    }

    private static @Nullable Instant time(TemporalAccessor parsed, ZoneId zone) {
        if (within(LocalDate.from(parsed)) == null) {
            return null;
        }
        return switch (parsed) {
            case OffsetDateTime fixed -> fixed.toInstant();
            case LocalDateTime local -> zone.getRules().getValidOffsets(local).isEmpty()
                    ? null
                    : local.atZone(zone).toInstant();
            default -> null;
        };
    }

    private static @Nullable LocalDate within(LocalDate date) {
        return date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR ? null : date;
    }
}
