package vestnik.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// So many messages in a time, over all nodes. The database knows from when on time is free; a node leases a quarter of a
/// second of it, and lets its messages go at even distances within. Time that passes unused is lost, so that no burst can
/// follow a lull.
final class Pace implements Limit {

    private static final Duration LEASE = Duration.ofMillis(250);
    private static final Duration STAND_BACK = Duration.ofSeconds(1);

    private static final String LEASE_URGENT = """
            insert into pace as known (name, free_at) values (:name, :now + make_interval(secs => :seconds))
            on conflict (name) do update
              set free_at = greatest(known.free_at, :now) + make_interval(secs => :seconds),
                urgent_at = case when known.free_at > :now then :now else known.urgent_at end
            returning free_at
            """;
    private static final String LEASE_MARKETING = """
            insert into pace as known (name, free_at) values (:name, :now + make_interval(secs => :seconds))
            on conflict (name) do update
              set free_at = greatest(known.free_at, :now) + make_interval(secs => :seconds)
              where known.urgent_at is null or known.urgent_at <= :now - make_interval(secs => :back)
            returning free_at
            """;
    // Only what nobody has leased anything behind.
    private static final String GIVE_BACK = """
            update pace set free_at = :unused where name = :name and free_at = :end
            """;

    private final String name;
    private final Supplier<Rate> rate;
    private final boolean urgent;
    private final JdbcClient jdbc;
    private final Clock clock;
    private @Nullable Lease lease;

    Pace(String name, Supplier<Rate> rate, boolean urgent, JdbcClient jdbc, Clock clock) {
        this.name = name;
        this.rate = rate;
        this.urgent = urgent;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public synchronized Permit take() {
        Rate now = rate.get();
        if (now.isOff()) {
            return Permit.GO;
        }
        if (lease == null || lease.isSpent() || lease.isStale(clock.instant())) {
            lease = lease(now).orElse(null);
        }
        return lease == null ? new Permit.Wait(LEASE, false) : lease.take(clock.instant());
    }

    @Override
    public synchronized void undo() {
        if (lease != null) {
            lease.undo();
        }
    }

    @Override
    public synchronized void giveBack() {
        if (lease != null && !lease.isSpent()) {
            jdbc.sql(GIVE_BACK).param("name", name).param("unused", timestamp(lease.next()))
                    .param("end", timestamp(lease.end())).update();
        }
        lease = null;
    }

    private Optional<Lease> lease(Rate at) {
        int messages = Math.max(1, (int) Math.ceil(at.inASecond() * LEASE.toNanos() / 1e9));
        var statement = jdbc.sql(urgent ? LEASE_URGENT : LEASE_MARKETING)
                .param("name", name)
                .param("now", timestamp(clock.instant()))
                .param("seconds", at.time(messages).toNanos() / 1e9);
        return (urgent ? statement : statement.param("back", STAND_BACK.toNanos() / 1e9))
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant()).list().stream().findFirst()
                .map(end -> new Lease(end, messages, at));
    }

    private static OffsetDateTime timestamp(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /// Some time that belongs to this node.
    private static final class Lease {

        private final Instant end;
        private final int messages;
        private final Rate rate;
        private int taken;

        Lease(Instant end, int messages, Rate rate) {
            this.end = end;
            this.messages = messages;
            this.rate = rate;
        }

        Permit take(Instant now) {
            Instant next = next();
            if (next.isAfter(now)) {
                return new Permit.Wait(Duration.between(now, next), false);
            }
            taken++;
            return Permit.GO;
        }

        void undo() {
            taken = Math.max(0, taken - 1);
        }

        Instant next() {
            return end.minus(rate.time(messages - taken));
        }

        Instant end() {
            return end;
        }

        boolean isSpent() {
            return taken == messages;
        }

        boolean isStale(Instant now) {
            Duration one = rate.time(1);
            return now.isAfter(end.plus(one.compareTo(LEASE) > 0 ? one : LEASE));
        }
    }
}
