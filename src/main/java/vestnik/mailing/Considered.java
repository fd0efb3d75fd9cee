package vestnik.mailing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vestnik.vocabulary.Purpose;

/// Who is considered for a mailing, and why. Its SQL is common table expressions that end in `considered`, with the columns
/// `label` (what the plan is listed by), `occasion`, `occasion_on`, `patient_id`, `channel`, `appointment_id`,
/// `appointment_version`, `urgency` (a timestamptz: the soonest goes first), `choice` (of rows that share one, only the
/// first that may be sent is; null: each stands alone), `preference` (their order) and `otherwise` (the reason of the rest).
///
/// @param purpose why these people are written to
/// @param sql to be put behind `with`
/// @param parameters its named parameters; if it is by patient, besides those that say of which share
/// @param choosing whether any rows share a choice
/// @param repeatedly whether most of them were decided by an earlier mailing
/// @param order in which those who may be written to are
/// @param day of all occasions, if they have one in common
record Considered(Purpose purpose, String sql, MapSqlParameterSource parameters, boolean choosing, boolean repeatedly,
        String order, @Nullable LocalDate day) {

    static final String SOONEST_FIRST = "channel collate \"C\", urgency, occasion";
    static final String BY_PATIENT = "patient_id";

    /// Adds its parameters for one share of the patients to others, and returns all.
    MapSqlParameterSource addTo(MapSqlParameterSource others, Share share) {
        for (String name : parameters.getParameterNames()) {
            others.addValue(name, parameters.getValue(name), parameters.getSqlType(name));
        }
        return others.addValue("firstPatient", share.first()).addValue("lastPatient", share.last());
    }

    /// Whether each patient is considered once and by id, so that shares of the patients can be considered alone.
    boolean isByPatient() {
        return order.equals(BY_PATIENT);
    }
}
