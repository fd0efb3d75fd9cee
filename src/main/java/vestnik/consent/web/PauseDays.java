package vestnik.consent.web;

import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Days on which a pause may end.
///
/// @param usual the ones that most people want
public record PauseDays(List<Day> usual, Day earliest, Day latest) {

    /// A day in both ways.
    ///
    /// @param value as forms send it
    /// @param text for people
    public record Day(String value, String text) {}

    static PauseDays from(LocalDate today, Locale locale) {
        return between(today.plusDays(1), today.plusYears(1), locale);
    }

    static PauseDays between(LocalDate earliest, LocalDate latest, Locale locale) {
        LocalDate today = earliest.minusDays(1);
        List<Day> usual = Stream.of(1, 3, 6).map(months -> day(today.plus(Period.ofMonths(months)), locale)).toList();
        return new PauseDays(usual, day(earliest, locale), day(latest, locale));
    }

    static Day day(LocalDate day, Locale locale) {
        var words = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
        return new Day(day.toString(), words.format(day));
    }
}
