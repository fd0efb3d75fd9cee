package vestnik.audit;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Who did what in the console, over the API or through a link.
@Repository
public class AuditTrail {

    private static final String APPEND = """
            insert into audit_entry (at, actor, action, subject, detail)
            values (:at, :actor, :action, :subject, cast(:detail as jsonb))
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    AuditTrail(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /// Appends an entry: `actor` did `action` (an imperative, such as `disable-user`) to `subject` (such as `user:anna`).
    public void append(String actor, String action, String subject, Map<String, String> detail) {
        jdbc.sql(APPEND)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .param("action", action)
                .param("subject", subject)
                .param("detail", json.writeValueAsString(detail))
                .update();
    }
}
