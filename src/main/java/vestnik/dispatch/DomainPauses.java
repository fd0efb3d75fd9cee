package vestnik.dispatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.mailing.Held;
import vestnik.mailing.Mailing;

/// Which recipient domains, and whether the SMS sender, are left alone for now, because their provider asked for it. All
/// nodes share it; each looks at most once a second. After a pause for sending too fast, the target gets one message a second at
/// first, and twice as many every quarter of a minute, until it no longer matters.
@Repository
public class DomainPauses {

    static final String SMS = "SMS";

    private static final String EVERYTHING = "";
    private static final long FRESH = Duration.ofSeconds(1).toNanos();
    private static final Duration DOUBLES_IN = Duration.ofSeconds(15);
    private static final int DOUBLINGS = 10;
    private static final int SMS_IS_QUICKER = 15;

    private static final String BEGIN = """
            insert into back_off (target, scope, reason, fails, since, until)
            values (:target, :scope, :reason, 1, :now, :until)
            on conflict do nothing
            """;
    private static final String LOCK = """
            select * from back_off where target = :target and scope = :scope and reason = :reason for update
            """;
    private static final String PROLONG = """
            update back_off set fails = :fails, since = :now, until = :until
            where target = :target and scope = :scope and reason = :reason
            """;
    private static final String LIST = "select * from back_off where until > :after order by until desc";
    private static final String LIFT = """
            delete from back_off where target = :target and scope = :scope and reason = :reason
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Seen seen = new Seen(System.nanoTime() - FRESH, Map.of());

    DomainPauses(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Until when nothing of a mailing may go to a domain; empty: it may.
    Optional<Instant> untilOf(Mailing mailing, String domain) {
        return until(domain, EVERYTHING, Held.of(mailing).subject());
    }

    /// Until when nothing at all may go to a target; empty: it may.
    Optional<Instant> untilOf(String target) {
        return until(target, EVERYTHING);
    }

    /// Whether a target is left alone, or was a moment ago, so that it gets little.
    boolean slows(String target) {
        return !now().of(target).isEmpty();
    }

    /// How fast a target may be written to as it recovers; off: as fast as one likes.
    Rate recovering(String target) {
        Instant now = clock.instant();
        return now().of(target).stream()
                .filter(one -> one.reason() == BackOffReason.TOO_FAST && !one.until().isAfter(now))
                .map(one -> Duration.between(one.until(), now).dividedBy(DOUBLES_IN))
                .min(Comparator.naturalOrder())
                .filter(doublings -> doublings < DOUBLINGS)
                .map(doublings -> Rate.perSecond(1 << doublings))
                .orElse(Rate.OFF);
    }

    /// Leaves a target alone, longer than the last time. What is already left alone stays so: the answers to messages that were
    /// on their way when it began are no news.
    void begin(String target, String scope, BackOffReason reason) {
        transaction.executeWithoutResult(_ -> {
            if (!insert(target, scope, reason)) {
                prolong(target, scope, reason);
            }
        });
        seen = seen.outdated();
    }

    /// What is left alone now, the longest first.
    public List<BackOff> open() {
        return list(clock.instant());
    }

    /// Writes to a target again.
    public void lift(BackOff one) {
        jdbc.sql(LIFT).param("target", one.target()).param("scope", one.scope()).param("reason", one.reason().name())
                .update();
        seen = seen.outdated();
    }

    private boolean insert(String target, String scope, BackOffReason reason) {
        Instant now = clock.instant();
        return jdbc.sql(BEGIN).param("target", target).param("scope", scope).param("reason", reason.name())
                .param("now", timestamp(now)).param("until", timestamp(now.plus(pause(target, reason, 1))))
                .update() > 0;
    }

    private void prolong(String target, String scope, BackOffReason reason) {
        Instant now = clock.instant();
        BackOff last = jdbc.sql(LOCK).param("target", target).param("scope", scope).param("reason", reason.name())
                .query(DomainPauses::read).single();
        if (last.until().isAfter(now)) {
            return;
        }
        int fails = last.isForgottenBy(now) ? 1 : last.fails() + 1;
        jdbc.sql(PROLONG).param("target", target).param("scope", scope).param("reason", reason.name())
                .param("fails", fails).param("now", timestamp(now))
                .param("until", timestamp(now.plus(pause(target, reason, fails)))).update();
    }

    /// The SMS provider takes all that we send, and is ready again within moments.
    private static Duration pause(String target, BackOffReason reason, int fails) {
        Duration pause = reason.pause(fails, RandomGenerator.getDefault().nextDouble());
        return target.equals(SMS) ? pause.dividedBy(SMS_IS_QUICKER) : pause;
    }

    private Optional<Instant> until(String target, String... scopes) {
        Instant now = clock.instant();
        List<BackOff> all = now().of(target);
        return all.isEmpty()
                ? Optional.empty()
                : all.stream().filter(one -> Stream.of(scopes).anyMatch(one.scope()::equals)).map(BackOff::until)
                        .filter(until -> until.isAfter(now)).max(Comparator.naturalOrder());
    }

    /// What this node knows; one thread looks again if that is old, the others go by what is known.
    private Seen now() {
        if (seen.isOld() && looking.compareAndSet(false, true)) {
            try {
                Instant recovered = clock.instant().minus(DOUBLES_IN.multipliedBy(DOUBLINGS));
                seen = new Seen(System.nanoTime(),
                        list(recovered).stream().collect(Collectors.groupingBy(BackOff::target)));
            } finally {
                looking.set(false);
            }
        }
        return seen;
    }

    private List<BackOff> list(Instant after) {
        return jdbc.sql(LIST).param("after", timestamp(after)).query(DomainPauses::read).list();
    }

    private static BackOff read(ResultSet row, int number) throws SQLException {
        return new BackOff(row.getString("target"), row.getString("scope"),
                BackOffReason.valueOf(row.getString("reason")),
                row.getInt("fails"), row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime timestamp(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private record Seen(long at, Map<String, List<BackOff>> byTarget) {

        boolean isOld() {
            return System.nanoTime() - at >= FRESH;
        }

        Seen outdated() {
            return new Seen(System.nanoTime() - FRESH, byTarget);
        }

        List<BackOff> of(String target) {
            return byTarget.getOrDefault(target, List.of());
        }
    }
}
