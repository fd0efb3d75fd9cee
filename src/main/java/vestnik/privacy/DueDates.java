package vestnik.privacy;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vestnik.clinic.ClinicSettings;

/// Counts the clinic's working days.
@Component
class DueDates {

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private final PrivacySettings settings;
    private final ClinicSettings clinic;
    private final Clock clock;

    DueDates(PrivacySettings settings, ClinicSettings clinic, Clock clock) {
        this.settings = settings;
        this.clinic = clinic;
        this.clock = clock;
    }

    LocalDate today() {
        return clock.instant().atZone(clinic.zone()).toLocalDate();
    }

    /// By when something asked for today is due.
    LocalDate of(RequestKind kind) {
        return Stream.iterate(today().plusDays(1), day -> day.plusDays(1))
                .filter(this::isWorked)
                .skip(settings.days(kind) - 1L)
                .findFirst()
                .orElseThrow();
    }

    private boolean isWorked(LocalDate day) {
        return !WEEKEND.contains(day.getDayOfWeek()) && !settings.holidays().contains(MonthDay.from(day));
    }
}
