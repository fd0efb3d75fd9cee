package vestnik.mailing;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.stereotype.Component;
import vestnik.clinic.ClinicSettings;
import vestnik.consent.ConfirmationsSettings;
import vestnik.vocabulary.Purpose;

/// Considers every letter of a confirmation that was asked for and can still be of use. Who asked waits for it at any hour;
/// who was named by an import does not, and is left alone at night.
@Component
class LettersAsked {

    private static final String CONSIDER = """
            considered as (
              select
                'confirmation' as label,
                concat_ws(':', 'k', confirmation.id, confirmation.letters) as occasion,
                (confirmation.letter_asked_at at time zone 'UTC')::date as occasion_on,
                confirmation.patient_id,
                confirmation.channel,
                cast(null as bigint) as appointment_id,
                cast(null as integer) as appointment_version,
                confirmation.letter_asked_at as urgency,
                cast(null as text) as choice,
                0 as preference,
                cast(null as text) as otherwise
              from confirmation
              join patient on patient.id = confirmation.patient_id
              cross join lateral (
                select (cast(:now as timestamptz) at time zone coalesce(patient.zone, :zone))::time as hour
              ) local
              where confirmation.letter_asked_at <= cast(:at as timestamptz)
                and confirmation.letter_asked_at > cast(:at as timestamptz) - interval '30 days'
                and confirmation.confirmed_at is null
                and confirmation.expires_at > cast(:now as timestamptz)
                and (confirmation.evidence ->> 'import' is null
                  or local.hour >= cast(:from as time) and local.hour < cast(:until as time))
            )""";

    private final ConfirmationsSettings settings;
    private final ClinicSettings clinic;
    private final Clock clock;

    LettersAsked(ConfirmationsSettings settings, ClinicSettings clinic, Clock clock) {
        this.settings = settings;
        this.clinic = clinic;
        this.clock = clock;
    }

    Considered at(Instant moment) {
        return new Considered(Purpose.NOTICE, CONSIDER, new MapSqlParameterSource()
                .addValue("at", moment.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("now", clock.instant().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("zone", clinic.zone().getId())
                .addValue("from", settings.importHours().from(), Types.TIME)
                .addValue("until", settings.importHours().until(), Types.TIME), false, true, Considered.SOONEST_FIRST,
                null);
    }
}
