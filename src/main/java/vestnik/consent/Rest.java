package vestnik.consent;

import java.util.Optional;
import java.util.stream.Stream;

/// How long a person wants to be left alone after a marketing message: a week, a month, a quarter.
public enum Rest {
    WEEK(7), MONTH(30), QUARTER(90);

    private final int days;

    Rest(int days) {
        this.days = days;
    }

    /// The length in days.
    public int days() {
        return days;
    }

    static Optional<Rest> ofDays(int days) {
        return Stream.of(values()).filter(rest -> rest.days == days).findFirst();
    }
}
