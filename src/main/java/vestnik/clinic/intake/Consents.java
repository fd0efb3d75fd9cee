package vestnik.clinic.intake;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.clinic.ClinicSettings;
import vestnik.clinic.intake.Stored.Upserted;

/// Appends acts of consent to the ledger, each once. An import never lowers an opt-out.
@Repository
class Consents {

    private static final String STAGED = """
            line bigint, patient text, purpose text, channel text, act text, at timestamptz, wording text,
            representative text, document text, content_hash bytea
            """;
    // Keeps a withdrawal that is being made this moment from being overtaken by a grant of the file.
    private static final String LOCK = "lock table consent_ledger in share row exclusive mode";
    private static final String REFUSE = """
            with judged as (
              select staged.line, case
                when patient.id is null then 'no such patient'
                when staged.representative is not null and representation.id is null
                  then 'the representative does not act for the patient at this time'
                when staged.act <> 'WITHDRAWAL' and staged.representative is null
                  and (patient.incapable or patient.birth_date + interval '18 years' > staged.at at time zone :zone)
                  then 'a minor or an incapable patient acts through a representative'
                end as reason,
                case when patient.id is null then 'patient_id' else 'representative_id' end as field
              from staged_consent staged
              left join patient on patient.external_id = staged.patient
              left join representative on representative.external_id = staged.representative
              left join representation on representation.patient_id = patient.id
                and representation.representative_id = representative.id
                and representation.from_on <= (staged.at at time zone :zone)::date
                and representation.until_on > (staged.at at time zone :zone)::date
            )
            delete from staged_consent staged using judged
            where judged.line = staged.line and judged.reason is not null
            returning staged.line, judged.field, staged.patient as id, judged.reason, false as row_kept
            """;
    private static final String FORGET_REPEATED = """
            delete from staged_consent staged using (
              select line, row_number() over (partition by patient, purpose, channel, act, at order by line) as time
              from staged_consent
            ) numbered
            where numbered.line = staged.line and numbered.time > 1
            """;
    private static final String FORGET_KNOWN = """
            delete from staged_consent staged using patient, consent_ledger ledger
            where patient.external_id = staged.patient and ledger.patient_id = patient.id
              and ledger.purpose = staged.purpose and ledger.channel = staged.channel and ledger.act = staged.act
              and ledger.at = staged.at
            """;
    private static final String REFUSE_LOWERING = """
            delete from staged_consent staged using (
              select line, patient, purpose, channel, act,
                min(line) filter (where act = 'WITHDRAWAL') over (partition by patient, purpose, channel) as withdrawn_on
              from staged_consent
            ) seen
            join patient on patient.external_id = seen.patient
            left join consent on consent.patient_id = patient.id and consent.purpose = seen.purpose
              and consent.channel = seen.channel
            where seen.line = staged.line and seen.act <> 'WITHDRAWAL'
              and (consent.state = 'WITHDRAWN' or seen.withdrawn_on < seen.line)
            returning staged.line, 'act' as field, staged.patient as id, 'opted out; only the patient can undo this' as reason,
              false as row_kept
            """;
    private static final String APPEND = """
            insert into consent_ledger (patient_id, purpose, channel, act, at, source, representative_id, actor, wording,
              evidence)
            select patient.id, purpose, channel, act, at, 'IMPORT', representative.id, :actor, wording,
              jsonb_strip_nulls(jsonb_build_object('import', :importId, 'document', document))
            from staged_consent staged
            join patient on patient.external_id = staged.patient
            left join representative on representative.external_id = staged.representative
            order by line
            """;

    private final JdbcClient jdbc;
    private final Staging staging;
    private final ClinicSettings clinic;

    Consents(JdbcClient jdbc, Staging staging, ClinicSettings clinic) {
        this.jdbc = jdbc;
        this.staging = staging;
        this.clinic = clinic;
    }

    /// Needs a transaction, which other changes of the ledger then wait for. Rows take effect in the order of lines.
    Stored store(long importId, List<ConsentRow> rows) {
        staging.copy("staged_consent", STAGED, rows);
        jdbc.sql(LOCK).update();
        var faults = jdbc.sql(REFUSE).param("zone", clinic.zone().getId()).query(Reject::read).list();
        jdbc.sql(FORGET_REPEATED).update();
        jdbc.sql(FORGET_KNOWN).update();
        faults.addAll(jdbc.sql(REFUSE_LOWERING).query(Reject::read).list());
        int appended = jdbc.sql(APPEND).param("actor", "import " + importId).param("importId", importId).update();
        return Stored.of(rows.size(), new Upserted(appended, 0), faults);
    }
}
