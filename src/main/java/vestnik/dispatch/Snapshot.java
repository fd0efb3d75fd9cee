package vestnik.dispatch;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Which transactions one look at the database knew of: PostgreSQL's `pg_snapshot`, `xmin:xmax:running,running…`.
///
/// @param oldestRunning every transaction before this one was known
/// @param next neither this one nor any later was known
/// @param running those between that were not known
record Snapshot(long oldestRunning, long next, Set<Long> running) {

    static Snapshot of(String text) {
        String[] parts = text.split(":", -1);
        return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2].isEmpty()
                ? Set.of()
                : Arrays.stream(parts[2].split(",", -1)).map(Long::valueOf).collect(Collectors.toSet()));
    }

    boolean sees(long transaction) {
        return transaction < oldestRunning || (transaction < next && !running.contains(transaction));
    }
}
