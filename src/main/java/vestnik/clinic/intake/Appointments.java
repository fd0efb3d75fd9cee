package vestnik.clinic.intake;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.clinic.intake.Stored.Upserted;

/// Upserts appointments by the clinic's own id; one that moves, changes hands or is cancelled gets a higher version.
@Repository
class Appointments {

    private static final String STAGED = """
            line bigint, external_id text, patient text, specialist text, specialist_name text, branch text,
            branch_name text, branch_address text, branch_phone text, branch_zone text, starts_at timestamptz,
            ends_at timestamptz, status text, booked_at timestamptz, content_hash bytea
            """;
    private static final String REFUSE_UNKNOWN_PATIENTS = """
            delete from staged_appointment staged
            where not exists (select from patient where patient.external_id = staged.patient)
            returning line, 'patient_id' as field, external_id as id, 'no such patient' as reason, false as row_kept
            """;
    private static final String FIND_NAMELESS = """
            select line, 'specialist_id' as field, external_id as id, 'a new specialist needs a name' as reason,
              true as row_kept
            from staged_appointment staged
            where specialist is not null
              and not exists (select from specialist where specialist.external_id = staged.specialist)
            union all
            select line, 'branch_id', external_id, 'a new branch needs a name', true
            from staged_appointment staged
            where branch is not null and not exists (select from branch where branch.external_id = staged.branch)
            """;
    private static final String UPSERT = """
            with upserted as (
              insert into appointment as known (external_id, patient_id, specialist_id, branch_id, starts_at, ends_at,
                status, booked_at, content_hash)
              select staged.external_id, patient.id, specialist.id, branch.id, starts_at, ends_at, status, booked_at,
                staged.content_hash
              from staged_appointment staged
              join patient on patient.external_id = staged.patient
              left join specialist on specialist.external_id = staged.specialist
              left join branch on branch.external_id = staged.branch
              on conflict (external_id) do update set
                patient_id = excluded.patient_id, specialist_id = excluded.specialist_id,
                branch_id = excluded.branch_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                status = excluded.status, booked_at = excluded.booked_at, content_hash = excluded.content_hash,
                updated_at = excluded.updated_at,
                version = known.version + case
                  when (known.patient_id, known.specialist_id, known.branch_id, known.starts_at, known.status)
                    is distinct from (excluded.patient_id, excluded.specialist_id, excluded.branch_id,
                      excluded.starts_at, excluded.status)
                  then 1 else 0 end
              where known.content_hash <> excluded.content_hash
              returning xmax = 0 as is_new
            )
            select count(*) filter (where is_new) as created, count(*) filter (where not is_new) as updated
            from upserted
            """;

    private final JdbcClient jdbc;
    private final Staging staging;
    private final Branches branches;

    Appointments(JdbcClient jdbc, Staging staging, Branches branches) {
        this.jdbc = jdbc;
        this.staging = staging;
        this.branches = branches;
    }

    /// Needs a transaction; no id may occur twice.
    Stored store(List<AppointmentRow> rows) {
        staging.copy("staged_appointment", STAGED, rows);
        var faults = new ArrayList<>(jdbc.sql(REFUSE_UNKNOWN_PATIENTS).query(Reject::read).list());
        branches.upsertStaged();
        faults.addAll(jdbc.sql(FIND_NAMELESS).query(Reject::read).list());
        return Stored.of(rows.size(), jdbc.sql(UPSERT).query(Upserted.class).single(), faults);
    }
}
