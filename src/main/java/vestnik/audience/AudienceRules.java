package vestnik.audience;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What must hold for an audience by itself.
final class AudienceRules {

    private static final int OLDEST = 150;

    private AudienceRules() {}

    static List<Flaw> flaws(Audience audience) {
        var flaws = new ArrayList<Flaw>();
        checkAge("audience.ageFrom", audience.ageFrom(), flaws);
        checkAge("audience.ageTo", audience.ageTo(), flaws);
        checkAges(audience.ageFrom(), audience.ageTo(), flaws);
        checkVisits(audience.lastVisitFrom(), audience.lastVisitTo(), flaws);
        return flaws;
    }

    private static void checkAge(String field, @Nullable Integer age, List<Flaw> flaws) {
        if (age != null && (age < 0 || age > OLDEST)) {
            flaws.add(new Flaw(field, "AGE_OUT_OF_RANGE", "An age is from 0 to %d years.".formatted(OLDEST)));
        }
    }

    private static void checkAges(@Nullable Integer from, @Nullable Integer to, List<Flaw> flaws) {
        if (from != null && to != null && from > to) {
            flaws.add(new Flaw("audience.ageTo", "AGES_REVERSED", "ageTo must not be below ageFrom."));
        }
    }

    private static void checkVisits(@Nullable LocalDate from, @Nullable LocalDate to, List<Flaw> flaws) {
        if (from != null && to != null && from.isAfter(to)) {
            flaws.add(new Flaw("audience.lastVisitTo", "DATES_REVERSED",
                    "lastVisitTo must not be before lastVisitFrom."));
        }
    }
}
