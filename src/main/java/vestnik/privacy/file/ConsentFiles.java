package vestnik.privacy.file;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vestnik.consent.Act;
import vestnik.consent.Gate;
import vestnik.consent.Source;
import vestnik.consent.Subscription;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What a patient agreed to, now and ever, with its evidence.
@Repository
public class ConsentFiles {

    private static final TypeReference<Map<String, String>> EVIDENCE = new TypeReference<>() {
    };

    private static final String LIST_STATES = """
            select purpose, channel, state, since from consent where patient_id = :patient
            """;

    private static final String LIST_HISTORY = """
            select entry.*, representative.external_id as representative,
              case :language when 'ru' then body_ru else body_en end as body
            from consent_ledger entry
            left join representative on representative.id = entry.representative_id
            left join wording on wording.kind = entry.purpose and wording.version = entry.wording
            where entry.patient_id = :patient
            order by entry.id desc
            """;

    private final JdbcClient jdbc;
    private final Gate gate;
    private final JsonMapper json;
    private final Clock clock;

    ConsentFiles(JdbcClient jdbc, Gate gate, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.gate = gate;
        this.json = json;
        this.clock = clock;
    }

    /// Every purpose and channel.
    public List<Held> held(long patient) {
        var states = states(patient);
        return gate.explain(patient, clock.instant()).stream().map(answer -> {
            State state = states.get(new Subscription(answer.purpose(), answer.channel()));
            return new Held(answer.purpose(), answer.channel(), state == null ? null : state.name(),
                    state == null ? null : state.since(), answer.reason());
        }).toList();
    }

    /// The whole ledger of a patient, the latest entry first.
    public List<HistoryEntry> history(long patient, Locale reader) {
        return jdbc.sql(LIST_HISTORY)
                .param("patient", patient)
                .param("language", reader.getLanguage())
                .query(this::entry)
                .list();
    }

    private Map<Subscription, State> states(long patient) {
        var states = new HashMap<Subscription, State>();
        jdbc.sql(LIST_STATES).param("patient", patient).query(row -> {
            states.put(
                    new Subscription(Purpose.valueOf(row.getString("purpose")),
                            Channel.valueOf(row.getString("channel"))),
                    new State(row.getString("state"), instant(row, "since")));
        });
        return states;
    }

    private HistoryEntry entry(ResultSet row, int number) throws SQLException {
        return new HistoryEntry(row.getLong("id"), Purpose.valueOf(row.getString("purpose")),
                Channel.valueOf(row.getString("channel")), Act.valueOf(row.getString("act")), instant(row, "at"),
                Source.valueOf(row.getString("source")), row.getString("representative"), row.getString("actor"),
                row.getString("wording"), row.getString("body"), json.readValue(row.getString("evidence"), EVIDENCE),
                instant(row, "recorded_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private record State(String name, Instant since) {}
}
