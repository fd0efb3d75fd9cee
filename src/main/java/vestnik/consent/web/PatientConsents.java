package vestnik.consent.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vestnik.consent.Act;
import vestnik.consent.Source;
import vestnik.consent.web.ConsentsView.Entry;
import vestnik.consent.web.ConsentsView.Held;
import vestnik.consent.web.ConsentsView.State;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// Reads a patient's consents for programs, in the clinic's own ids.
@Repository
class PatientConsents {

    private static final TypeReference<Map<String, String>> EVIDENCE = new TypeReference<>() {
    };

    private static final String FIND_PATIENT = "select id from patient where external_id = :patient";

    private static final String READ_STATES = """
            select consent.*, representative.external_id as representative
            from consent left join representative on representative.id = consent.representative_id
            where consent.patient_id = :patient
            order by purpose, channel
            """;

    private static final String READ_HISTORY = """
            select entry.*, representative.external_id as representative
            from consent_ledger entry left join representative on representative.id = entry.representative_id
            where entry.patient_id = :patient
            order by entry.id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PatientConsents(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<ConsentsView> find(String patient) {
        return jdbc.sql(FIND_PATIENT).param("patient", patient).query(Long.class).optional().map(this::read);
    }

    private ConsentsView read(long patient) {
        return new ConsentsView(
                jdbc.sql(READ_STATES).param("patient", patient).query(PatientConsents::state).list(),
                jdbc.sql(READ_HISTORY).param("patient", patient).query(this::entry).list(), null);
    }

    private static State state(ResultSet row, int number) throws SQLException {
        return new State(Purpose.valueOf(row.getString("purpose")), Channel.valueOf(row.getString("channel")),
                Held.valueOf(row.getString("state")), instant(row, "since"), row.getString("representative"));
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(Purpose.valueOf(row.getString("purpose")), Channel.valueOf(row.getString("channel")),
                Act.valueOf(row.getString("act")), instant(row, "at"), Source.valueOf(row.getString("source")),
                row.getString("representative"), row.getString("actor"), row.getString("wording"),
                json.readValue(row.getString("evidence"), EVIDENCE), instant(row, "recorded_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
