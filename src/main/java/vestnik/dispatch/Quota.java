package vestnik.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// So many messages in a day of the clinic, over all nodes. A node takes a part of what is left, and gives back what it does
/// not use; what is taken is committed before any of it is sent.
final class Quota implements Limit {

    private static final int LOT = 200;
    private static final int PARTS = 20;

    private static final String BEGIN = """
            insert into quota (name, day, taken) values (:name, :day, 0) on conflict do nothing
            """;
    // The lock makes the second of two see what the first left.
    private static final String TAKE = """
            with known as materialized (
              select least(:lot, greatest(1, (:most - taken) / :parts), :most - taken) as lot
              from quota where name = :name and day = :day
              for update
            )
            update quota set taken = quota.taken + known.lot from known
            where name = :name and day = :day and known.lot > 0
            returning known.lot
            """;
    private static final String GIVE_BACK = "update quota set taken = taken - :unused where name = :name and day = :day";

    private final String name;
    private final ToIntFunction<LocalDate> most;
    private final ZoneId zone;
    private final JdbcClient jdbc;
    private final Clock clock;
    private @Nullable LocalDate day;
    private int left;
    private Instant askAgainAt = Instant.MIN;

    /// @param most how many on a day; 0: no limit
    Quota(String name, ToIntFunction<LocalDate> most, ZoneId zone, JdbcClient jdbc, Clock clock) {
        this.name = name;
        this.most = most;
        this.zone = zone;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public synchronized Permit take() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        int limit = most.applyAsInt(today);
        if (limit == 0) {
            return Permit.GO;
        }
        if (!today.equals(day)) {
            begin(today);
        }
        if (left == 0 && !now.isBefore(askAgainAt)) {
            left = lot(today, limit);
        }
        if (left == 0) {
            // Another node may give some back.
            askAgainAt = askAgainAt.isAfter(now) ? askAgainAt : now.plusSeconds(1);
            return new Permit.Later(today.plusDays(1).atStartOfDay(zone).toInstant(), name);
        }
        left--;
        return Permit.GO;
    }

    @Override
    public synchronized void undo() {
        left += day == null ? 0 : 1;
    }

    @Override
    public synchronized void giveBack() {
        if (day != null && left > 0) {
            jdbc.sql(GIVE_BACK).param("unused", left).param("name", name).param("day", day).update();
        }
        left = 0;
    }

    private void begin(LocalDate today) {
        jdbc.sql(BEGIN).param("name", name).param("day", today).update();
        day = today;
        left = 0;
        askAgainAt = Instant.MIN;
    }

    private int lot(LocalDate today, int limit) {
        return jdbc.sql(TAKE).param("name", name).param("day", today).param("most", limit).param("lot", LOT)
                .param("parts", PARTS).query((row, _) -> row.getInt(1)).list().stream().findFirst().orElse(0);
    }
}
