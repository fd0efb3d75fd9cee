package vestnik.dispatch;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What all beacons tell, on every node; looked up once for all who wait. A look some milliseconds old is as true as a new
/// one, for a connection never goes back to an older answer.
@Component
class Beacons {

    static final Duration FRESH_FOR = Duration.ofMillis(20);
    private static final String LIST = "select connection, cast(asked as text) as asked from sending"
            + " where mailing_id is not null";

    private final JdbcClient jdbc;
    private Map<UUID, Snapshot> seen = Map.of();
    private long seenAt = System.nanoTime() - FRESH_FOR.toNanos();

    Beacons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whether one of these connections still works on an answer that does not know of this transaction.
    boolean isAnyBehind(Collection<UUID> connections, long transaction) {
        if (connections.isEmpty()) {
            return false;
        }
        Map<UUID, Snapshot> now = look();
        return connections.stream().anyMatch(connection -> isBehind(now.get(connection), transaction));
    }

    private static boolean isBehind(@Nullable Snapshot asked, long transaction) {
        return asked != null && !asked.sees(transaction);
    }

    private synchronized Map<UUID, Snapshot> look() {
        if (System.nanoTime() - seenAt >= FRESH_FOR.toNanos()) {
            var looked = new HashMap<UUID, Snapshot>();
            jdbc.sql(LIST).query(row -> {
                looked.put(row.getObject("connection", UUID.class), Snapshot.of(row.getString("asked")));
            });
            seen = looked;
            seenAt = System.nanoTime();
        }
        return seen;
    }
}
