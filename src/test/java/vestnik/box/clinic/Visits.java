package vestnik.box.clinic;

import static vestnik.clinic.AppointmentStatus.ARRIVED;
import static vestnik.clinic.AppointmentStatus.BOOKED;
import static vestnik.clinic.AppointmentStatus.CANCELLED;
import static vestnik.clinic.AppointmentStatus.FULFILLED;
import static vestnik.clinic.AppointmentStatus.NO_SHOW;
import static vestnik.clinic.AppointmentStatus.PROPOSED;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import vestnik.clinic.AppointmentStatus;

/// Draws visits: those of the past year, and those to come, so that at any hour some are due to be reminded of.
final class Visits {

    private static final Duration AHEAD = Duration.ofDays(12);
    private static final Duration EARLIEST = Duration.ofMinutes(20);
    private static final Duration SOON = Duration.ofMinutes(115);

    private final Draw draw;
    private final Specialists specialists;
    private final List<Patient> patients;
    private final Instant now;
    private final List<Visit> visits = new ArrayList<>();

    private Visits(long seed, People people, Instant now) {
        specialists = new Specialists(Draw.of(seed));
        draw = Draw.of(seed + now.getEpochSecond());
        patients = people.patients();
        this.now = now.truncatedTo(ChronoUnit.MINUTES);
    }

    static List<Visit> past(long seed, People people, Instant now, int lastTwoWeeks, int lastYear) {
        var drawn = new Visits(seed, people, now);
        drawn.add(lastTwoWeeks, now.minus(Duration.ofDays(14)), now.minus(Duration.ofHours(1)));
        drawn.add(lastYear, now.minus(Duration.ofDays(365)), now.minus(Duration.ofDays(14)));
        return List.copyOf(drawn.visits);
    }

    /// One in fifty within two hours, the others spread over the days up to twelve days ahead.
    static List<Visit> coming(long seed, People people, Instant now, Instant from, int count) {
        var drawn = new Visits(seed, people, now);
        drawn.add(count / 50, now.plus(EARLIEST), now.plus(SOON));
        drawn.add(count - count / 50, from.plus(EARLIEST), now.plus(AHEAD));
        return List.copyOf(drawn.visits);
    }

    private void add(int count, Instant from, Instant until) {
        for (int number = 0; number < count; number++) {
            visits.add(visit(draw.oneOf(patients), from, Duration.between(from, until).toMinutes()));
        }
    }

    private Visit visit(Patient patient, Instant from, long minutes) {
        LocalDateTime start = start(patient.branch(), from, minutes);
        Branch branch = patient.branch().isOpen(start.getHour()) ? patient.branch() : Branch.BRYANSK;
        LocalDateTime local = start.atZone(patient.branch().zone()).withZoneSameInstant(branch.zone())
                .toLocalDateTime();
        boolean past = local.atZone(branch.zone()).toInstant().isBefore(now);
        return new Visit("%s-%d-%d".formatted(past ? "V" : "A", now.getEpochSecond() / 60, visits.size() + 1),
                patient.id(),
                specialists.at(branch), branch, local, past ? past() : coming(), local.minusDays(draw.between(4, 60)));
    }

    // Few come at night: an hour at which the branch is closed is drawn again, a few times.
    private LocalDateTime start(Branch branch, Instant from, long minutes) {
        LocalDateTime start = LocalDateTime.MIN;
        for (int tries = 0; tries < 4 && (tries == 0 || start.getHour() < 8 || start.getHour() >= 20); tries++) {
            Instant at = from.plus(Duration.ofMinutes(draw.random().nextLong(minutes)));
            start = LocalDateTime.ofInstant(at, branch.zone());
        }
        return start.truncatedTo(ChronoUnit.HOURS).plusMinutes(start.getMinute() / 5 * 5L);
    }

    private AppointmentStatus past() {
        double share = draw.random().nextDouble();
        return share < 0.82 ? FULFILLED : share < 0.86 ? ARRIVED : share < 0.94 ? CANCELLED : NO_SHOW;
    }

    private AppointmentStatus coming() {
        double share = draw.random().nextDouble();
        return share < 0.95 ? BOOKED : share < 0.98 ? CANCELLED : PROPOSED;
    }
}
