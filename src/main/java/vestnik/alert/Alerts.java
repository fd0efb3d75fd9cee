package vestnik.alert;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import vestnik.audit.AuditTrail;

/// Tells people what they should look at: in the console, in the log and as the meters `vestnik.alerts` (by kind) and
/// `vestnik.alerts.open`. While nobody has looked, the same again is counted, not told anew.
@Repository
public class Alerts {

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final int LONGEST = 500;

    private static final String RAISE = """
            insert into alert as known (kind, subject, detail, first_at, last_at)
            values (:kind, :subject, :detail, :at, :at)
            on conflict (kind, subject) where acknowledged_at is null do update
              set times = known.times + 1, last_at = excluded.last_at, detail = excluded.detail
            returning id, times
            """;
    private static final String ACKNOWLEDGE = """
            update alert set acknowledged_at = :at, acknowledged_by = :by
            where id = :id and acknowledged_at is null
            """;
    private static final String FIND = "select * from alert where id = :id";
    private static final String LIST_OPEN = "select * from alert where acknowledged_at is null order by last_at desc, id";
    private static final String LIST = """
            select * from alert
            order by acknowledged_at is not null, last_at desc, id
            limit :limit
            """;
    private static final String COUNT_OPEN = "select count(*) from alert where acknowledged_at is null";
    private static final RowMapper<Alert> ROW = new SimplePropertyRowMapper<>(Alert.class);

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final MeterRegistry meters;
    private final Clock clock;

    Alerts(JdbcClient jdbc, AuditTrail audit, MeterRegistry meters, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.meters = meters;
        this.clock = clock;
        meters.gauge("vestnik.alerts.open", this, Alerts::countOpen);
    }

    /// Tells of something, with the words of whoever said it; neither subject nor words may hold anything personal.
    public void raise(AlertKind kind, String subject, String detail) {
        record Raised(long id, int times) {}
        Raised raised = jdbc.sql(RAISE)
                .param("kind", kind.name())
                .param("subject", subject)
                .param("detail", detail.substring(0, Math.min(detail.length(), LONGEST)))
                .param("at", now())
                .query((row, _) -> new Raised(row.getLong("id"), row.getInt("times"))).single();
        meters.counter("vestnik.alerts", "kind", kind.name()).increment();
        if (raised.times == 1) {
            LOG.warn("alert {}: {}", raised.id, kind);
        }
    }

    /// Notes that somebody looked; false if somebody had already, or there is no such alert.
    @Transactional
    public boolean acknowledge(long id, String by) {
        boolean first = jdbc.sql(ACKNOWLEDGE).param("id", id).param("by", by).param("at", now()).update() > 0;
        if (first) {
            audit.append(by, "acknowledge-alert", "alert:" + id, Map.of());
        }
        return first;
    }

    /// One alert, if there is one of that id.
    public Optional<Alert> find(long id) {
        return jdbc.sql(FIND).param("id", id).query(ROW).optional();
    }

    /// What nobody has looked at, the latest first.
    public List<Alert> open() {
        return jdbc.sql(LIST_OPEN).query(ROW).list();
    }

    /// What nobody has looked at, then what somebody has, each the latest first; so many at most.
    public List<Alert> latest(int limit) {
        return jdbc.sql(LIST).param("limit", limit).query(ROW).list();
    }

    /// How many nobody has looked at.
    public long countOpen() {
        return jdbc.sql(COUNT_OPEN).query((row, _) -> row.getLong(1)).single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
