package vestnik.clinic.intake;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.clinic.intake.Stored.Upserted;

/// Upserts patients by the clinic's own id.
@Repository
class Patients {

    private static final String STAGED = """
            line bigint, external_id text, family_name text, given_name text, patronymic text, deceased boolean,
            locale text, email text, phone text, phone_takes_sms boolean, sex text, birth_date date, deceased_on date,
            incapable boolean, zone text, content_hash bytea
            """;
    private static final String UPSERT = """
            with upserted as (
              insert into patient as known (external_id, family_name, given_name, patronymic, deceased, locale, email,
                phone, phone_takes_sms, sex, birth_date, deceased_on, incapable, zone, content_hash)
              select external_id, family_name, given_name, patronymic, deceased, locale, email, phone, phone_takes_sms,
                sex, birth_date, deceased_on, incapable, zone, content_hash
              from staged_patient
              on conflict (external_id) do update set
                family_name = excluded.family_name, given_name = excluded.given_name,
                patronymic = excluded.patronymic, deceased = excluded.deceased, locale = excluded.locale,
                email = excluded.email, phone = excluded.phone, phone_takes_sms = excluded.phone_takes_sms,
                sex = excluded.sex, birth_date = excluded.birth_date, deceased_on = excluded.deceased_on,
                incapable = excluded.incapable, zone = excluded.zone, content_hash = excluded.content_hash,
                updated_at = excluded.updated_at
              where known.content_hash <> excluded.content_hash
              returning xmax = 0 as is_new
            )
            select count(*) filter (where is_new) as created, count(*) filter (where not is_new) as updated
            from upserted
            """;

    private final JdbcClient jdbc;
    private final Staging staging;
    private final ErasedBefore erased;

    Patients(JdbcClient jdbc, Staging staging, ErasedBefore erased) {
        this.jdbc = jdbc;
        this.staging = staging;
        this.erased = erased;
    }

    /// Needs a transaction; no id may occur twice.
    Stored store(long importId, List<PatientRow> rows) {
        staging.copy("staged_patient", STAGED, rows);
        var upserted = jdbc.sql(UPSERT).query(Upserted.class).single();
        erased.withdrawStaged(importId);
        return Stored.of(rows.size(), upserted, List.of());
    }
}
