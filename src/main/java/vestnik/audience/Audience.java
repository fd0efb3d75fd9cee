package vestnik.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vestnik.clinic.Sex;

/// Whom a campaign is for: criteria as data, all of which must hold. An absent criterion excludes nobody, so the
/// audience without any is every patient. Whether a person may be written to is not asked here: that is the gate's.
///
/// @param ageFrom completed years, inclusive
/// @param ageTo completed years, inclusive
/// @param branches external ids of branches; the patient has visited at least one of them
/// @param lastVisitFrom first day, in the clinic's zone, on which the last visit may have been
/// @param lastVisitTo last such day, inclusive
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Audience(@Nullable Integer ageFrom, @Nullable Integer ageTo, @Nullable Sex sex, List<String> branches,
        @Nullable LocalDate lastVisitFrom, @Nullable LocalDate lastVisitTo) {

    /// Every patient.
    public static final Audience EVERYONE = new Audience(null, null, null, List.of(), null, null);

    /// Takes an absent list of branches as an empty one.
    public Audience(@Nullable Integer ageFrom, @Nullable Integer ageTo, @Nullable Sex sex,
            @Nullable List<String> branches, @Nullable LocalDate lastVisitFrom, @Nullable LocalDate lastVisitTo) {
        this.ageFrom = ageFrom;
        this.ageTo = ageTo;
        this.sex = sex;
        this.branches = branches == null ? List.of() : List.copyOf(branches);
        this.lastVisitFrom = lastVisitFrom;
        this.lastVisitTo = lastVisitTo;
    }
}
