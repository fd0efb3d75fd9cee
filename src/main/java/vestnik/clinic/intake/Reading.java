package vestnik.clinic.intake;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vestnik.clinic.intake.Verdict.Bad;
import vestnik.clinic.intake.Verdict.Good;

/// Reads the cells of one entry and notes what is wrong with them, at most one fault a field.
final class Reading {

    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_ID = 200;
    private static final String ERASED = "erased:";

    private final Entry entry;
    private final Map<String, Reject> faults = new LinkedHashMap<>();

    Reading(Entry entry) {
        this.entry = entry;
        entry.faults().forEach(fault -> faults.put(fault.field(), fault));
    }

    long line() {
        return entry.line();
    }

    boolean isRejected() {
        return faults.values().stream().anyMatch(fault -> !fault.rowKept());
    }

    List<Reject> faults() {
        return new ArrayList<>(faults.values());
    }

    /// Refuses the whole row for what stands in this column.
    void reject(Column column, String why) {
        note(column, why, false);
    }

    /// Leaves this cell out and keeps the row.
    void drop(Column column, String why) {
        note(column, why, true);
    }

    @Nullable
    String text(Column column) {
        var text = entry.get(column);
        if (text == null) {
            return null;
        }
        var line = CleanText.oneLine(text);
        if (line == null || line.length() > LONGEST_TEXT) {
            reject(column, "too long, or has characters that are no text");
            return null;
        }
        return line;
    }

    @Nullable
    String id(Column column) {
        var id = text(column);
        if (id != null && (id.length() > LONGEST_ID || !id.equals(entry.get(column)))) {
            reject(column, "longer than " + LONGEST_ID + " characters, or with white space other than single spaces");
        }
        if (id != null && id.startsWith(ERASED)) {
            reject(column, "begins like the ids of those who were erased");
        }
        return id;
    }

    /// A value that a row cannot do without; the row is rejected where it is missing.
    <T> @Nullable T needed(Column column, @Nullable T value) {
        if (value == null && !faults.containsKey(column.header())) {
            reject(column, "missing");
        }
        return value;
    }

    boolean yes(Column column) {
        return Boolean.TRUE.equals(value(column, Words::yesOrNo, "neither yes nor no"));
    }

    @Nullable
    LocalDate date(Column column) {
        return value(column, Moments::date, "not a date such as 2026-11-25");
    }

    @Nullable
    ZoneId zone(Column column) {
        return value(column, Words::zone, "not a time zone such as Europe/Moscow");
    }

    /// What `parse` makes of the cell; null where it is empty, and where it is wrong, which rejects the row.
    <T> @Nullable T value(Column column, Function<String, @Nullable T> parse, String why) {
        var text = entry.get(column);
        if (text == null) {
            return null;
        }
        T value = parse.apply(text);
        if (value == null) {
            reject(column, why);
        }
        return value;
    }

    /// What a check makes of the cell; null where it is empty, and where it is wrong, which drops the field.
    <T> @Nullable T checked(Column column, Function<String, Verdict<T>> check) {
        var text = entry.get(column);
        if (text == null) {
            return null;
        }
        return switch (check.apply(text)) {
            case Good<T>(var value) -> value;
            case Bad<T>(var why) -> {
                drop(column, why);
                yield null;
            }
        };
    }

    private void note(Column column, String why, boolean rowKept) {
        if (!faults.containsKey(Reject.ROW)) {
            faults.putIfAbsent(column.header(), new Reject(line(), column.header(), entry.id(), why, rowKept));
        }
    }
}
