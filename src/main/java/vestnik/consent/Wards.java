package vestnik.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.clinic.ClinicSettings;
import vestnik.vocabulary.Channel;

/// For whom a visitor decides: an adult for themselves, a representative for everyone for whom they act today. A link may
/// outlive that, so each visit asks anew.
@Repository
public class Wards {

    private static final String FIND = """
            with candidate as (
              select cast(:patient as bigint) as id where cast(:representative as bigint) is null
              union
              select patient_id from representation where representative_id = :representative
            )
            select patient.id, local.today,
              case when reader.id is not null then patient.given_name end as given_name,
              case when reader.id is null then patient.email else reader.email end is not null as by_email,
              case when reader.id is null then patient.phone_takes_sms else reader.phone_takes_sms end as by_sms
            from candidate
            join patient using (id)
            left join representative reader on reader.id = :representative
            cross join lateral (
              select (cast(:now as timestamptz) at time zone coalesce(patient.zone, :clinicZone))::date as today
            ) local
            where patient.erased_at is null and not patient.deceased
              and (reader.id is not null) = (patient.incapable
                or coalesce(patient.birth_date > local.today - interval '18 years', false))
              and (reader.id is null or not reader.deceased and exists (
                select from representation
                where representation.patient_id = patient.id and representation.representative_id = reader.id
                  and from_on <= local.today and local.today < until_on))
            order by patient.id <> :patient, patient.id
            """;

    private final JdbcClient jdbc;
    private final ClinicSettings clinic;
    private final Clock clock;

    Wards(JdbcClient jdbc, ClinicSettings clinic, Clock clock) {
        this.jdbc = jdbc;
        this.clinic = clinic;
        this.clock = clock;
    }

    /// Whom the message was about comes first; empty if the visitor decides for nobody any more.
    public List<Ward> of(Visitor visitor) {
        return jdbc.sql(FIND)
                .param("patient", visitor.link().patientId())
                .param("representative", visitor.representativeId())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("clinicZone", clinic.zone().getId())
                .query(Wards::ward)
                .list();
    }

    private static Ward ward(ResultSet row, int number) throws SQLException {
        return new Ward(row.getLong("id"), row.getString("given_name"), row.getObject("today", LocalDate.class),
                reachable(row));
    }

    private static Set<Channel> reachable(ResultSet row) throws SQLException {
        var reachable = EnumSet.noneOf(Channel.class);
        if (row.getBoolean("by_email")) {
            reachable.add(Channel.EMAIL);
        }
        if (row.getBoolean("by_sms")) {
            reachable.add(Channel.SMS);
        }
        return reachable;
    }
}
