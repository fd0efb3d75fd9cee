package vestnik.privacy.file;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import vestnik.clinic.ClinicSettings;

/// Who a patient is, who acts for them, and how they want to be written to.
@Repository
public class PatientFiles {

    private static final String READ_COVER = """
            select id, external_id, visibility, incapable, deceased, phone_takes_sms, locale, zone, updated_at,
              case visibility when 'OPEN' then concat_ws(' ', family_name, given_name, patronymic) else '' end as name,
              case visibility when 'OPEN' then birth_date end as birth_date,
              case visibility when 'OPEN' then email end as email,
              case visibility when 'OPEN' then phone end as phone,
              incapable or coalesce(birth_date
                > (cast(:at as timestamptz) at time zone coalesce(zone, :zone))::date - interval '18 years', false) as in_care
            from (
              select patient.*, case when erased_at is not null then 'ERASED' when blocked_at is not null then 'BLOCKED'
                else 'OPEN' end as visibility
              from patient
              where external_id = :patient
            ) patient
            """;

    private static final String LIST_ACTORS = """
            select representative.external_id, concat_ws(' ', family_name, given_name, patronymic) as name, relationship,
              email, phone, nullif(from_on, '-infinity') as from_on, nullif(until_on, 'infinity') as until_on,
              from_on <= today and today < until_on and not deceased as acts
            from representation
            join representative on representative.id = representative_id
            cross join lateral (select (cast(:at as timestamptz) at time zone :zone)::date as today) now
            where patient_id = :patient
            order by acts desc, representation.id
            """;

    private static final String FIND_PREFERENCE = """
            select paused_until, rest_days, channel, locale, changed_at, changed_by from preference
            where patient_id = :patient
            """;

    private static final RowMapper<Cover> COVER = new SimplePropertyRowMapper<>(Cover.class);
    private static final RowMapper<Actor> ACTOR = new SimplePropertyRowMapper<>(Actor.class);
    private static final RowMapper<Preferred> PREFERRED = new SimplePropertyRowMapper<>(Preferred.class);

    private final JdbcClient jdbc;
    private final ClinicSettings clinic;
    private final Clock clock;

    PatientFiles(JdbcClient jdbc, ClinicSettings clinic, Clock clock) {
        this.jdbc = jdbc;
        this.clinic = clinic;
        this.clock = clock;
    }

    /// By the clinic's own id; also of somebody who was erased, by the id of no meaning that is left.
    public Optional<Cover> cover(String patient) {
        return today(READ_COVER).param("patient", patient).query(COVER).optional();
    }

    /// Who acts for the patient, those who do so today first.
    public List<Actor> actors(long patient) {
        return today(LIST_ACTORS).param("patient", patient).query(ACTOR).list();
    }

    /// What the patient prefers, if they ever said.
    public Optional<Preferred> preference(long patient) {
        return jdbc.sql(FIND_PREFERENCE).param("patient", patient).query(PREFERRED).optional();
    }

    private StatementSpec today(String sql) {
        return jdbc.sql(sql).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("zone", clinic.zone().getId());
    }
}
