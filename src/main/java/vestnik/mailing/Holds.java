package vestnik.mailing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.audit.AuditTrail;

/// What must not be sent for now. Senders ask the SQL function `hold_on(mailing, channel)` within their own statements;
/// a hold counts for all nodes as soon as it is committed.
@Repository
public class Holds {

    /// Who holds what no person held.
    public static final String BY_ITSELF = "vestnik";

    private static final Duration LATELY = Duration.ofHours(6);
    private static final int LONGEST_MINUTES = 30;
    private static final int DOUBLINGS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Holds.class);

    // A person's hold replaces one that would be lifted by itself.
    private static final String HOLD = """
            insert into hold (thing, key, reason, detail, counted, out_of, held_by, since, until)
            values (:thing, :key, :reason, :detail, :counted, :outOf, :by, :at, :until)
            on conflict (thing, key) where lifted_at is null do update
              set reason = excluded.reason, detail = excluded.detail, counted = excluded.counted, out_of = excluded.out_of,
                held_by = excluded.held_by, since = excluded.since, until = excluded.until
              where hold.until is not null and excluded.until is null
            """;
    private static final String LIFT = """
            update hold set lifted_at = :at, lifted_by = :by
            where thing = :thing and key = :key and lifted_at is null
            """;
    private static final String LIFT_DUE = """
            update hold set lifted_at = :at, lifted_by = :by
            where lifted_at is null and until <= :at
            returning *
            """;
    private static final String LIST_OPEN = "select * from hold where lifted_at is null order by since, id";
    private static final String FIND_OPEN = """
            select * from hold where thing = :thing and key = :key and lifted_at is null
            """;
    private static final String IS_HELD = "select is_held(:mailing)";
    private static final String COUNT_LATELY = """
            select count(*) from hold
            where thing = :thing and key = :key and reason = :reason and since > :after
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Holds(JdbcClient jdbc, TransactionTemplate transaction, AuditTrail audit, ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /// Holds a thing from now on; false if it is held already.
    public boolean hold(Held held, Why why, String by) {
        boolean begun = Boolean.TRUE.equals(transaction.execute(_ -> {
            boolean changed = insert(held, why, by);
            if (changed) {
                audit.append(by, "hold", held.subject(), detail(why));
            }
            return changed;
        }));
        if (begun) {
            LOG.warn("{} is held: {}", held.subject(), why.reason());
            if (by.equals(BY_ITSELF)) {
                publish(new HeldByItself(held, why));
            }
        }
        return begun;
    }

    /// Holds a thing by itself for a while, to see then whether the trouble has passed: 1, 2, 4 … 30 minutes, by how often it
    /// was held for this reason in the last hours.
    public boolean holdForAWhile(Held held, Why.Reason reason, String words) {
        Instant now = clock.instant();
        int before = countSince(held, reason, now.minus(LATELY));
        Duration pause = Duration.ofMinutes(Math.min(LONGEST_MINUTES, 1L << Math.min(DOUBLINGS, before)));
        return hold(held, Why.answered(reason, words, now.plus(pause)), BY_ITSELF);
    }

    /// Lets a thing go, and then publishes [HoldLifted]; false if it was not held.
    public boolean lift(Held held, String by) {
        boolean lifted = Boolean.TRUE.equals(transaction.execute(_ -> {
            boolean changed = update(held, by);
            if (changed) {
                audit.append(by, "lift-hold", held.subject(), Map.of());
            }
            return changed;
        }));
        if (lifted) {
            publish(new HoldLifted(held));
        }
        return lifted;
    }

    /// Lets go what was held only until now.
    public void liftDue() {
        jdbc.sql(LIFT_DUE).param("at", now()).param("by", BY_ITSELF).query(Holds::read).list()
                .forEach(hold -> publish(new HoldLifted(hold.held())));
    }

    /// Everything that is held now, the oldest first.
    public List<Hold> open() {
        return jdbc.sql(LIST_OPEN).query(Holds::read).list();
    }

    /// The hold of one thing, if it is held.
    public Optional<Hold> find(Held held) {
        return jdbc.sql(FIND_OPEN).param("thing", held.thing().name()).param("key", held.key()).query(Holds::read)
                .optional();
    }

    /// Whether nothing of a mailing may be sent now, because it, its campaign, its template, its only channel or everything
    /// is held, or because it is cancelled.
    public boolean isHeld(long mailing) {
        return jdbc.sql(IS_HELD).param("mailing", mailing).query(Boolean.class).single();
    }

    int countSince(Held held, Why.Reason reason, Instant after) {
        return jdbc.sql(COUNT_LATELY).param("thing", held.thing().name()).param("key", held.key())
                .param("reason", reason.name()).param("after", timestamp(after)).query(Integer.class).single();
    }

    private boolean insert(Held held, Why why, String by) {
        Instant until = why.until();
        return jdbc.sql(HOLD)
                .param("thing", held.thing().name())
                .param("key", held.key())
                .param("reason", why.reason().name())
                .param("detail", why.detail())
                .param("counted", why.counted())
                .param("outOf", why.outOf())
                .param("by", by)
                .param("at", now())
                .param("until", until == null ? null : timestamp(until))
                .update() > 0;
    }

    private boolean update(Held held, String by) {
        return jdbc.sql(LIFT).param("thing", held.thing().name()).param("key", held.key()).param("at", now())
                .param("by", by).update() > 0;
    }

    // It is held or lifted whatever becomes of who listens: unfinished mailings are taken up again every now and then.
    private void publish(Record event) {
        try {
            events.publishEvent(event);
        } catch (RuntimeException fault) {
            LOG.error("what follows from a hold or its end failed", fault);
        }
    }

    private static Map<String, String> detail(Why why) {
        var detail = new HashMap<String, String>();
        detail.put("reason", why.reason().name());
        if (why.detail() != null) {
            detail.put("detail", why.detail());
        }
        if (why.counted() != null) {
            detail.put("counted", why.counted() + " of " + why.outOf());
        }
        return detail;
    }

    private static Hold read(ResultSet row, int number) throws SQLException {
        return new Hold(row.getLong("id"), Held.Thing.valueOf(row.getString("thing")).of(row.getString("key")),
                new Why(Why.Reason.valueOf(row.getString("reason")), row.getString("detail"),
                        row.getObject("counted", Long.class), row.getObject("out_of", Long.class),
                        instant(row.getObject("until", OffsetDateTime.class))),
                row.getString("held_by"), row.getObject("since", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime timestamp(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime now() {
        return timestamp(clock.instant());
    }
}
