package vestnik.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vestnik.clinic.ClinicSettings;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// The table of confirmations. Whoever changes it holds the lock of the patient's row.
@Repository
class ConfirmationRows {

    private static final TypeReference<Map<String, String>> EVIDENCE = new TypeReference<>() {
    };
    private static final TypeReference<Map<Purpose, String>> WORDINGS = new TypeReference<>() {
    };

    private static final String LOCK = "select id from patient where id = :patient for no key update";

    private static final String FIND_PATIENT = "select patient_id from confirmation where id = :id";

    // The letter may have gone to another representative than the one who asked for it: the one who reads speaks.
    private static final String READ = """
            select confirmation.*, reader.id as reader_id, letter.message,
              coalesce(preference.locale, representative.locale, patient.locale) as locale,
              patient.blocked_at is null and patient.erased_at is null and not patient.deceased
                and ward.in_care = (reader.id is not null)
                and (reader.id is null or exists (
                  select from representation
                  where representation.patient_id = patient.id and representation.representative_id = reader.id
                    and representation.from_on <= local.day and local.day < representation.until_on)
                ) as reader_speaks
            from confirmation
            join patient on patient.id = confirmation.patient_id
            cross join lateral (
              select (cast(:now as timestamptz) at time zone coalesce(patient.zone, :zone))::date as day
            ) local
            cross join lateral (
              select patient.incapable
                or coalesce(patient.birth_date > local.day - interval '18 years', false) as in_care
            ) ward
            left join lateral (
              select message.representative_id, concat_ws('.', message.mailing_id, message.ordinal) as message
              from message
              where message.occasion in (
                  select concat_ws(':', 'k', confirmation.id, number)
                  from generate_series(1, confirmation.letters) number)
                and message.channel = confirmation.channel
                and message.occasion_on >= (confirmation.requested_at at time zone 'UTC')::date
                and message.withheld is null
              order by message.mailing_id desc, message.ordinal desc
              limit 1
            ) letter on true
            cross join lateral (
              select case when letter.message is null then confirmation.representative_id
                else letter.representative_id end as id
            ) reader
            left join representative on representative.id = reader.id
            left join preference on preference.patient_id = patient.id
            where %s
            """;

    private static final String FIND = READ.formatted("confirmation.id = :id");

    private static final String FIND_OPEN = READ.formatted("""
            confirmation.id = (
              select max(id) from confirmation
              where patient_id = :patient and kind = :kind and channel = :channel
                and representative_id is not distinct from cast(:representative as bigint)
                and confirmed_at is null)
            """);

    private static final String COUNT_SINCE = """
            select count(*) from confirmation
            where patient_id = :patient and kind = :kind and channel = :channel
              and representative_id is not distinct from cast(:representative as bigint)
              and requested_at > :since
            """;

    private static final String ADD = """
            insert into confirmation (patient_id, representative_id, kind, channel, purposes, wordings, evidence, code,
              requested_at, expires_at, letter_asked_at)
            values (:patient, :representative, :kind, :channel, :purposes, :wordings::jsonb, :evidence::jsonb, :code,
              :now, :expires, :now)
            returning id
            """;

    private static final String ASK_AGAIN = """
            update confirmation set letters = letters + 1, letter_asked_at = :now, expires_at = :expires where id = :id
            """;

    private static final String COUNT_WRONG_CODE = "update confirmation set wrong_codes = wrong_codes + 1 where id = :id";

    private static final String CONFIRM = "update confirmation set confirmed_at = :now where id = :id";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ClinicSettings clinic;

    ConfirmationRows(JdbcClient jdbc, JsonMapper json, ClinicSettings clinic) {
        this.jdbc = jdbc;
        this.json = json;
        this.clinic = clinic;
    }

    void lock(long patient) {
        jdbc.sql(LOCK).param("patient", patient).query(Long.class).single();
    }

    Optional<Long> patientOf(long id) {
        return jdbc.sql(FIND_PATIENT).param("id", id).query(Long.class).optional();
    }

    Optional<ConfirmationRow> find(long id, Instant now) {
        return jdbc.sql(FIND).param("id", id).param("now", at(now)).param("zone", clinic.zone().getId())
                .query(this::read).optional();
    }

    /// The latest that was not confirmed, whether or not it is over.
    Optional<ConfirmationRow> latest(ConfirmationKind kind, OptIn wish, Instant now) {
        return jdbc.sql(FIND_OPEN)
                .param("now", at(now)).param("zone", clinic.zone().getId())
                .param("patient", wish.patientId()).param("representative", wish.representativeId())
                .param("kind", kind.name()).param("channel", wish.channel().name())
                .query(this::read).optional();
    }

    long countSince(ConfirmationKind kind, OptIn wish, Instant since) {
        return jdbc.sql(COUNT_SINCE)
                .param("patient", wish.patientId()).param("representative", wish.representativeId())
                .param("kind", kind.name()).param("channel", wish.channel().name())
                .param("since", at(since))
                .query(Long.class).single();
    }

    long add(ConfirmationKind kind, OptIn wish, String code, Instant now, Instant expires) {
        return jdbc.sql(ADD)
                .param("patient", wish.patientId()).param("representative", wish.representativeId())
                .param("kind", kind.name()).param("channel", wish.channel().name())
                .param("purposes", wish.purposes().stream().map(Purpose::name).toArray(String[]::new))
                .param("wordings", json.writeValueAsString(wish.wordings()))
                .param("evidence", json.writeValueAsString(wish.evidence()))
                .param("code", code).param("now", at(now)).param("expires", at(expires))
                .query(Long.class).single();
    }

    void askAgain(long id, Instant now, Instant expires) {
        jdbc.sql(ASK_AGAIN).param("id", id).param("now", at(now)).param("expires", at(expires)).update();
    }

    void countWrongCode(long id) {
        jdbc.sql(COUNT_WRONG_CODE).param("id", id).update();
    }

    void confirm(long id, Instant now) {
        jdbc.sql(CONFIRM).param("id", id).param("now", at(now)).update();
    }

    private ConfirmationRow read(ResultSet row, int number) throws SQLException {
        return new ConfirmationRow(row.getLong("id"), ConfirmationKind.valueOf(row.getString("kind")),
                row.getLong("patient_id"), row.getObject("reader_id", Long.class),
                Channel.valueOf(row.getString("channel")), purposes(row),
                json.readValue(row.getString("wordings"), WORDINGS),
                json.readValue(row.getString("evidence"), EVIDENCE),
                row.getString("code"), instant(row, "requested_at"), instant(row, "expires_at"), row.getInt("letters"),
                instant(row, "letter_asked_at"), row.getInt("wrong_codes"), row.getObject("confirmed_at") != null,
                row.getString("message"), row.getBoolean("reader_speaks"), Locale.of(row.getString("locale")));
    }

    private static Set<Purpose> purposes(ResultSet row) throws SQLException {
        var purposes = new TreeSet<Purpose>();
        Arrays.stream((String[]) row.getArray("purposes").getArray()).map(Purpose::valueOf).forEach(purposes::add);
        return purposes;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
