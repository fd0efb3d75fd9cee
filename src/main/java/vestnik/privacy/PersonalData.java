package vestnik.privacy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vestnik.audit.AuditTrail;

/// All that is held about one person (152-FZ 14). Who asks must have proved that it is theirs, or may see it by their role.
@Service
public class PersonalData {

    private static final String PATIENT = """
            select to_json(held) from (
              select external_id as id, family_name as "familyName", given_name as "givenName", patronymic, sex,
                birth_date as "birthDate", deceased, deceased_on as "deceasedOn", incapable, locale, zone, email, phone,
                phone_takes_sms as "phoneTakesSms", blocked_at as "blockedAt", blocked_reason as "blockedReason",
                blocked_until as "blockedUntil", created_at as "createdAt", updated_at as "updatedAt"
              from patient where id = :patient and erased_at is null
            ) held
            """;

    // Addresses of a representative are theirs: told only to the one who asks.
    private static final String REPRESENTATIVES = """
            select representative.external_id as id, family_name as "familyName", given_name as "givenName", patronymic,
              relationship, nullif(from_on, '-infinity') as "from", nullif(until_on, 'infinity') as until,
              case when representative.id = :reader::bigint then email end as email,
              case when representative.id = :reader::bigint then phone end as phone
            from representation join representative on representative.id = representation.representative_id
            where patient_id = :patient
            order by representation.id
            """;

    private static final String APPOINTMENTS = """
            select appointment.external_id as id, starts_at as "startsAt", ends_at as "endsAt", status,
              booked_at as "bookedAt", specialist.name as specialist, branch.name as branch
            from appointment
            left join specialist on specialist.id = specialist_id
            left join branch on branch.id = branch_id
            where patient_id = :patient
            order by starts_at, appointment.id
            """;

    private static final String CONSENTS = """
            select purpose, channel, act, at, source, representative.external_id as representative, actor, wording,
              evidence, recorded_at as "recordedAt"
            from consent_ledger entry left join representative on representative.id = entry.representative_id
            where patient_id = :patient
            order by entry.id
            """;

    private static final String PREFERENCES = """
            select paused_until as "pausedUntil", rest_days as "restDays", channel, locale, changed_at as "changedAt",
              changed_by as "changedBy"
            from preference where patient_id = :patient
            """;

    private static final String MESSAGES = """
            select mailing.kind, mailing.purpose, channel, mailing.as_of as "plannedFor",
              representative_id is not null as "toRepresentative", state, reason, settled_at as "settledAt"
            from message_state join mailing on mailing.id = mailing_id
            where patient_id = :patient
            order by mailing_id, ordinal
            """;

    private static final String CONFIRMATIONS = """
            select kind, channel, purposes, evidence, requested_at as "requestedAt", expires_at as "expiresAt",
              confirmed_at as "confirmedAt"
            from confirmation where patient_id = :patient
            order by id
            """;

    private static final String REQUESTS = """
            select kind, words, made_at as "madeAt", due_on as "dueOn", evidence, closed_at as "closedAt", answer
            from patient_request where patient_id = :patient
            order by id
            """;

    private static final String BLOCKINGS = """
            select since, reason, due_on as "dueOn", blocked_by as "blockedBy", lifted_at as "liftedAt",
              lifted_by as "liftedBy"
            from blocking where patient_id = :patient
            order by id
            """;

    private static final String SUPPRESSIONS = """
            select suppression.channel, reason, source, since, expires_at as "expiresAt"
            from suppression join patient on patient.id = :patient
              and suppression.address = case suppression.channel when 'EMAIL' then lower(patient.email) else patient.phone end
            order by suppression.channel
            """;

    private static final String AS_ARRAY = "select coalesce(json_agg(held), '[]') from (%s) held";

    private static final Map<String, String> PARTS = parts();

    private final KnownPatients patients;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditTrail audit;

    PersonalData(KnownPatients patients, JdbcClient jdbc, JsonMapper json, AuditTrail audit) {
        this.patients = patients;
        this.jdbc = jdbc;
        this.json = json;
        this.audit = audit;
    }

    /// Everything, for somebody of the clinic or a program of theirs, which is written into the audit trail.
    ///
    /// @param user who asks
    /// @param patient the clinic's own id
    @Transactional
    public Optional<ObjectNode> exportTo(String user, String patient) {
        return patients.find(patient).flatMap(id -> {
            audit.append(user, "export-data", "patient:" + id, Map.of());
            return export(id, null);
        });
    }

    /// Everything, as JSON: `patient` an object, the other parts arrays, times as ISO 8601. Empty if the patient is not
    /// known any more.
    ///
    /// @param reader the representative who asks and is told their own addresses; null if the patient or the clinic asks
    @Transactional(readOnly = true)
    public Optional<ObjectNode> export(long patient, @Nullable Long reader) {
        return read(PATIENT, patient, reader).map(held -> {
            ObjectNode all = json.createObjectNode();
            all.set("patient", held);
            PARTS.forEach((name, sql) -> read(AS_ARRAY.formatted(sql), patient, reader)
                    .ifPresent(part -> all.set(name, part)));
            return all;
        });
    }

    private Optional<JsonNode> read(String sql, long patient, @Nullable Long reader) {
        return jdbc.sql(sql)
                .param("patient", patient)
                .param("reader", reader)
                .query((row, _) -> json.readTree(row.getString(1)))
                .optional();
    }

    private static Map<String, String> parts() {
        var parts = new LinkedHashMap<String, String>();
        parts.put("representatives", REPRESENTATIVES);
        parts.put("appointments", APPOINTMENTS);
        parts.put("consents", CONSENTS);
        parts.put("preferences", PREFERENCES);
        parts.put("messages", MESSAGES);
        parts.put("confirmations", CONFIRMATIONS);
        parts.put("requests", REQUESTS);
        parts.put("blockings", BLOCKINGS);
        parts.put("suppressions", SUPPRESSIONS);
        return parts;
    }
}
