package vestnik.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// The append-only list of grants and withdrawals. What holds now is derived from it by the database.
@Repository
public class ConsentLedger {

    private static final TypeReference<Map<String, String>> EVIDENCE = new TypeReference<>() {
    };

    private static final String APPEND = """
            insert into consent_ledger (patient_id, purpose, channel, act, at, source, representative_id, actor,
              wording, evidence)
            values (:patient, :purpose, :channel, :act, :at, :source, :representative, :actor, :wording,
              :evidence::jsonb)
            """;

    private static final String READ_HISTORY = """
            select * from consent_ledger where patient_id = :patient order by id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ConsentLedger(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Adds an entry; from its commit on, it decides about its patient, purpose and channel.
    public void append(LedgerEntry entry) {
        jdbc.sql(APPEND)
                .param("patient", entry.patientId())
                .param("purpose", entry.purpose().name())
                .param("channel", entry.channel().name())
                .param("act", entry.act().name())
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .param("source", entry.source().name())
                .param("representative", entry.representativeId())
                .param("actor", entry.actor())
                .param("wording", entry.wording())
                .param("evidence", json.writeValueAsString(entry.evidence()))
                .update();
    }

    /// All that a patient ever granted and withdrew, the oldest first.
    public List<LedgerEntry> history(long patientId) {
        return jdbc.sql(READ_HISTORY).param("patient", patientId).query(this::read).list();
    }

    private LedgerEntry read(ResultSet row, int number) throws SQLException {
        return new LedgerEntry(row.getLong("patient_id"), Purpose.valueOf(row.getString("purpose")),
                Channel.valueOf(row.getString("channel")), Act.valueOf(row.getString("act")),
                row.getObject("at", OffsetDateTime.class).toInstant(), Source.valueOf(row.getString("source")),
                row.getObject("representative_id", Long.class), row.getString("actor"), row.getString("wording"),
                json.readValue(row.getString("evidence"), EVIDENCE));
    }
}
