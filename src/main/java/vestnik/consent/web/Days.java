package vestnik.consent.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads days as browsers send them, and as people type them where a browser has no field for a day: 17.05.1980, 17/5/1980.
final class Days {

    private static final List<DateTimeFormatter> FORMS = Stream.of("uuuu-M-d", "d.M.uuuu", "d/M/uuuu")
            .map(form -> DateTimeFormatter.ofPattern(form).withResolverStyle(ResolverStyle.STRICT)).toList();

    private Days() {}

    /// Empty if it is none.
    static Optional<LocalDate> read(String text) {
        return FORMS.stream().flatMap(form -> read(text.strip(), form).stream()).findFirst();
    }

    private static Optional<LocalDate> read(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDate.parse(text, form));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }
}
