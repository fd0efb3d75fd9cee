package vestnik.audience;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vestnik.clinic.ClinicSettings;

/// Compiles an audience to a set-based condition. A visit is an appointment whose status is ARRIVED or FULFILLED.
@Component
public final class AudienceCompiler {

    // Top-level exists and not exists become one semi-join and one anti-join however many patients there are.
    private static final String VISITED_A_BRANCH = """
            exists (
              select 1 from appointment visit join branch on branch.id = visit.branch_id
              where visit.patient_id = p.id and visit.status in ('ARRIVED', 'FULFILLED')
                and branch.external_id in (:audienceBranches)
            )""";

    private static final String VISITED = """
            exists (
              select 1 from appointment visit
              where visit.patient_id = p.id and visit.status in ('ARRIVED', 'FULFILLED')%s
            )""";

    private final ClinicSettings clinic;

    AudienceCompiler(ClinicSettings clinic) {
        this.clinic = clinic;
    }

    /// The condition as of a moment, which decides on the clinic's day how old everybody is.
    public AudienceSql compile(Audience audience, Instant asOf) {
        var conditions = new Conditions();
        addPerson(audience, asOf.atZone(clinic.zone()).toLocalDate(), conditions);
        addVisits(audience, conditions);
        return conditions.all();
    }

    private static void addPerson(Audience audience, LocalDate today, Conditions conditions) {
        if (audience.ageFrom() != null) {
            conditions.add("p.birth_date <= :audienceBornUntil", "audienceBornUntil",
                    today.minusYears(audience.ageFrom()));
        }
        if (audience.ageTo() != null) {
            conditions.add("p.birth_date > :audienceBornAfter", "audienceBornAfter",
                    today.minusYears(audience.ageTo() + 1L));
        }
        if (audience.sex() != null) {
            conditions.add("p.sex = :audienceSex", "audienceSex", audience.sex().name());
        }
    }

    private void addVisits(Audience audience, Conditions conditions) {
        if (!audience.branches().isEmpty()) {
            conditions.add(VISITED_A_BRANCH, "audienceBranches", audience.branches());
        }
        if (audience.lastVisitFrom() != null) {
            conditions.add(VISITED.formatted(" and visit.starts_at >= :audienceVisitedFrom"), "audienceVisitedFrom",
                    startOf(audience.lastVisitFrom()));
        }
        if (audience.lastVisitTo() != null) {
            addNoLaterVisit(audience, audience.lastVisitTo(), conditions);
        }
    }

    private void addNoLaterVisit(Audience audience, LocalDate lastDay, Conditions conditions) {
        if (audience.lastVisitFrom() == null) {
            conditions.add(VISITED.formatted(""));
        }
        conditions.add("not " + VISITED.formatted(" and visit.starts_at >= :audienceVisitedBefore"),
                "audienceVisitedBefore", startOf(lastDay.plusDays(1)));
    }

    private OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay(clinic.zone()).toOffsetDateTime();
    }

    private static final class Conditions {

        private final List<String> predicates = new ArrayList<>();
        private final Map<String, Object> parameters = new HashMap<>();

        void add(String predicate) {
            predicates.add(predicate);
        }

        void add(String predicate, String name, Object value) {
            predicates.add(predicate);
            parameters.put(name, value);
        }

        AudienceSql all() {
            return new AudienceSql(predicates.isEmpty() ? "true" : String.join("\nand ", predicates), parameters);
        }
    }
}
