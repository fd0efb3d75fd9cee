package vestnik.mailing;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.stereotype.Component;
import vestnik.vocabulary.Purpose;

/// Considers for a review request every visit that took place long enough ago and not too long. Of several visits of one
/// patient the latest is asked about; the others are over the cap.
@Component
class VisitsMade {

    private static final String CONSIDER = """
            considered as (
              select
                'visit' as label,
                'v:' || appointment.id as occasion,
                (appointment.starts_at at time zone 'UTC')::date as occasion_on,
                appointment.patient_id,
                cast(:reviewChannel as text) as channel,
                appointment.id as appointment_id,
                appointment.version as appointment_version,
                appointment.starts_at as urgency,
                appointment.patient_id::text as choice,
                row_number() over (
                  partition by appointment.patient_id order by appointment.starts_at desc, appointment.id) as preference,
                'OVER_CAP' as otherwise
              from appointment
              where appointment.status in ('ARRIVED', 'FULFILLED')
                and appointment.starts_at <= cast(:at as timestamptz) - make_interval(secs => :dueAfter)
                and appointment.starts_at > cast(:at as timestamptz) - make_interval(secs => :tooLateAfter)
            )""";

    private final ReviewsSettings settings;

    VisitsMade(ReviewsSettings settings) {
        this.settings = settings;
    }

    Considered at(Instant moment) {
        return new Considered(Purpose.REVIEW, CONSIDER, new MapSqlParameterSource()
                .addValue("at", moment.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("reviewChannel", settings.channel().name())
                .addValue("dueAfter", settings.after().toSeconds(), Types.DOUBLE)
                .addValue("tooLateAfter", settings.until().toSeconds(), Types.DOUBLE), true, true,
                Considered.SOONEST_FIRST, null);
    }
}
