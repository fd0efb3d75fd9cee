package vestnik.console.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Tells times in the clinic's zone, which is always named, and in the reader's language.
public final class Times {

    private final DateTimeFormatter minute;
    private final DateTimeFormatter second;
    private final DateTimeFormatter day;

    Times(ZoneId zone, Locale locale) {
        this.minute = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm z", locale).withZone(zone);
        this.second = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss z", locale).withZone(zone);
        this.day = DateTimeFormatter.ofPattern("d MMM uuuu", locale);
    }

    /// To the minute.
    public String minute(Instant instant) {
        return minute.format(instant);
    }

    /// To the second.
    public String second(Instant instant) {
        return second.format(instant);
    }

    /// A day, which has no zone.
    public String day(LocalDate date) {
        return day.format(date);
    }
}
