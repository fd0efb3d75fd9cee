package vestnik.privacy;

import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Everything personal that is held about a patient, wherever it lies.
@Repository
class Traces {

    private static final String MARK = """
            insert into erasure_mark (mark, erasure_id)
            select mark, :erasure
            from patient
            cross join marks_of(external_id, email, phone, birth_date, family_name, given_name, patronymic)
            where id = :patient and (way <> 'NAME' or email is null and phone is null)
            on conflict (mark) do nothing
            """;

    private static final String FORGET_REJECTS = """
            update import_reject set external_id = null
            where external_id = (select external_id from patient where id = :patient)
            """;

    private static final String FORGET_APPOINTMENTS = "delete from appointment where patient_id = :patient";

    private static final String FORGET_CONFIRMATIONS = "delete from confirmation where patient_id = :patient";

    private static final String FORGET_PREFERENCES = "delete from preference where patient_id = :patient";

    private static final String FORGET_TROUBLES = """
            delete from address_trouble using patient
            where patient.id = :patient and address = case channel when 'EMAIL' then lower(email) else phone end
            """;

    private static final String FORGET_REQUESTS = """
            update patient_request set words = null, evidence = '{}', answer = null, closed_at = coalesce(closed_at, :at),
              closed_by = coalesce(closed_by, :by)
            where patient_id = :patient
            """;

    private static final String FORGET_BLOCKINGS = """
            update blocking set reason = '', lifted_at = coalesce(lifted_at, :at), lifted_by = coalesce(lifted_by, :by)
            where patient_id = :patient
            """;

    private static final String FORGET_REPRESENTATIONS = """
            delete from representation where patient_id = :patient returning representative_id
            """;

    private static final String FORGET_REPRESENTATIVES = """
            update representative set external_id = 'erased:' || id, family_name = null, given_name = null,
              patronymic = null, deceased = false, locale = 'ru', email = null, phone = null, phone_takes_sms = false,
              content_hash = '', updated_at = :at
            where id = any(:representatives)
              and not exists (select from representation where representative_id = representative.id)
            """;

    private static final String FORGET_TROUBLES_OF_REPRESENTATIVES = """
            delete from address_trouble using representative
            where representative.id = any(:representatives)
              and address = case channel when 'EMAIL' then lower(email) else phone end
              and not exists (select from representation where representative_id = representative.id)
            """;

    private static final String FORGET_PATIENT = """
            update patient set external_id = 'erased:' || id, family_name = null, given_name = null, patronymic = null,
              sex = null, birth_date = null, deceased = false, deceased_on = null, incapable = false, locale = 'ru',
              zone = null, email = null, phone = null, phone_takes_sms = false, blocked_at = null, blocked_reason = null,
              blocked_until = null, blocked_by = null, content_hash = '', updated_at = :at, erased_at = :at
            where id = :patient
            """;

    private final JdbcClient jdbc;

    Traces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void mark(long patient, long erasure) {
        jdbc.sql(MARK).param("patient", patient).param("erasure", erasure).update();
    }

    void remove(long patient, OffsetDateTime at, String by) {
        for (String forget : List.of(FORGET_REJECTS, FORGET_APPOINTMENTS, FORGET_CONFIRMATIONS, FORGET_PREFERENCES,
                FORGET_TROUBLES)) {
            jdbc.sql(forget).param("patient", patient).update();
        }
        for (String forget : List.of(FORGET_REQUESTS, FORGET_BLOCKINGS)) {
            jdbc.sql(forget).param("patient", patient).param("at", at).param("by", by).update();
        }
        removeRepresentatives(patient, at);
        jdbc.sql(FORGET_PATIENT).param("patient", patient).param("at", at).update();
    }

    private void removeRepresentatives(long patient, OffsetDateTime at) {
        List<Long> acted = jdbc.sql(FORGET_REPRESENTATIONS).param("patient", patient)
                .query((row, _) -> row.getLong("representative_id"))
                .list();
        jdbc.sql(FORGET_TROUBLES_OF_REPRESENTATIVES).param("representatives", acted.toArray(Long[]::new)).update();
        jdbc.sql(FORGET_REPRESENTATIVES)
                .param("representatives", acted.toArray(Long[]::new))
                .param("at", at)
                .update();
    }
}
