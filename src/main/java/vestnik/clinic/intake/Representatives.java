package vestnik.clinic.intake;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.clinic.intake.Stored.Upserted;

/// Upserts representatives and for whom they act.
@Repository
class Representatives {

    private static final String STAGED = """
            line bigint, external_id text, family_name text, given_name text, patronymic text, deceased boolean,
            locale text, email text, phone text, phone_takes_sms boolean, patient text, relationship text, from_on date,
            until_on date, last boolean, content_hash bytea
            """;
    private static final String REFUSE_UNKNOWN_PATIENTS = """
            delete from staged_representative staged
            where not exists (select from patient where patient.external_id = staged.patient)
            returning line, 'patient_id' as field, external_id as id, 'no such patient' as reason, false as row_kept
            """;
    // Who the representative is must not depend on the ward that this row names, so it is not in the hash.
    private static final String UPSERT_PERSONS = """
            with person as (
              select distinct on (external_id) *,
                sha256(convert_to(row(family_name, given_name, patronymic, deceased, locale, email, phone,
                  phone_takes_sms)::text, 'UTF8')) as person_hash
              from staged_representative
              order by external_id, last desc, line desc
            ), upserted as (
              insert into representative as known (external_id, family_name, given_name, patronymic, deceased, locale,
                email, phone, phone_takes_sms, content_hash)
              select external_id, family_name, given_name, patronymic, deceased, locale, email, phone, phone_takes_sms,
                person_hash
              from person
              on conflict (external_id) do update set
                family_name = excluded.family_name, given_name = excluded.given_name,
                patronymic = excluded.patronymic, deceased = excluded.deceased, locale = excluded.locale,
                email = excluded.email, phone = excluded.phone, phone_takes_sms = excluded.phone_takes_sms,
                content_hash = excluded.content_hash, updated_at = excluded.updated_at
              where known.content_hash <> excluded.content_hash
                and exists (select from person where person.external_id = excluded.external_id and person.last)
              returning external_id
            )
            select external_id from upserted
            """;
    private static final String UPSERT_REPRESENTATIONS = """
            with upserted as (
              insert into representation as known (representative_id, patient_id, relationship, from_on, until_on)
              select representative.id, patient.id, staged.relationship,
                coalesce(staged.from_on, '-infinity'), coalesce(staged.until_on, 'infinity')
              from staged_representative staged
              join representative on representative.external_id = staged.external_id
              join patient on patient.external_id = staged.patient
              on conflict (patient_id, representative_id) do update set
                relationship = excluded.relationship, from_on = excluded.from_on, until_on = excluded.until_on
              where (known.relationship, known.from_on, known.until_on)
                is distinct from (excluded.relationship, excluded.from_on, excluded.until_on)
              returning patient_id, representative_id, xmax = 0 as is_new
            )
            select count(*) filter (where is_new) as created,
              count(*) filter (where not is_new or is_new is null and last and staged.external_id = any(:changed))
                as updated
            from staged_representative staged
            join representative on representative.external_id = staged.external_id
            join patient on patient.external_id = staged.patient
            left join upserted on (upserted.patient_id, upserted.representative_id) = (patient.id, representative.id)
            """;

    private final JdbcClient jdbc;
    private final Staging staging;

    Representatives(JdbcClient jdbc, Staging staging) {
        this.jdbc = jdbc;
        this.staging = staging;
    }

    /// Needs a transaction; no pair of representative and patient may occur twice.
    Stored store(List<RepresentativeRow> rows) {
        staging.copy("staged_representative", STAGED, rows);
        var refused = jdbc.sql(REFUSE_UNKNOWN_PATIENTS).query(Reject::read).list();
        var changed = jdbc.sql(UPSERT_PERSONS).query(String.class).list();
        var upserted = jdbc.sql(UPSERT_REPRESENTATIONS).param("changed", changed.toArray(String[]::new))
                .query(Upserted.class).single();
        return Stored.of(rows.size(), upserted, refused);
    }
}
