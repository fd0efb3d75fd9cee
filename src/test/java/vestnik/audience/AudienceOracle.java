package vestnik.audience;

import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vestnik.audience.RandomClinic.Person;
import vestnik.audience.RandomClinic.Visit;

/// What an audience means, told slowly and person by person.
record AudienceOracle(RandomClinic clinic, LocalDate today, ZoneId zone) {

    Set<String> members(Audience audience) {
        return clinic.patients()
                .stream()
                .filter(person -> isMeant(person, audience))
                .map(Person::id)
                .collect(Collectors.toSet());
    }

    private boolean isMeant(Person person, Audience audience) {
        return hasAge(person, audience) && (audience.sex() == null || audience.sex() == person.sex())
                && visitedBranch(person, audience) && visitedLast(person, audience);
    }

    private boolean hasAge(Person person, Audience audience) {
        if (audience.ageFrom() == null && audience.ageTo() == null) {
            return true;
        }
        if (person.birth() == null) {
            return false;
        }
        var lived = Period.between(person.birth(), today);
        int age = lived.isNegative() ? -1 : lived.getYears();
        return (audience.ageFrom() == null || age >= audience.ageFrom())
                && (audience.ageTo() == null || age <= audience.ageTo());
    }

    private boolean visitedBranch(Person person, Audience audience) {
        return audience.branches().isEmpty()
                || visits(person).stream()
                        .anyMatch(visit -> visit.branch() != null && audience.branches().contains(visit.branch()));
    }

    private boolean visitedLast(Person person, Audience audience) {
        if (audience.lastVisitFrom() == null && audience.lastVisitTo() == null) {
            return true;
        }
        return visits(person).stream()
                .map(visit -> visit.startsAt().atZone(zone).toLocalDate())
                .max(Comparator.naturalOrder())
                .filter(last -> audience.lastVisitFrom() == null || !last.isBefore(audience.lastVisitFrom()))
                .filter(last -> audience.lastVisitTo() == null || !last.isAfter(audience.lastVisitTo()))
                .isPresent();
    }

    private List<Visit> visits(Person person) {
        return clinic.visits()
                .stream()
                .filter(visit -> visit.patient().equals(person.id()))
                .filter(visit -> Set.of("ARRIVED", "FULFILLED").contains(visit.status()))
                .toList();
    }
}
