package vestnik.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What all beacons tell, on every node; looked at once for all who wait, by a thread of its own: among the virtual ones it
/// would stand in line behind those who wait.
@Component
class Beacons {

    private static final Logger LOG = LoggerFactory.getLogger(Beacons.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final Duration AT_LEAST = Duration.ofMillis(100);
    private static final String LIST = "select connection, first_ordinal, last_ordinal, cast(asked as text) as asked"
            + " from sending where mailing_id is not null";

    private static final String TELL = """
            update sending set first_ordinal = span.first, last_ordinal = span.last
            from unnest(cast(:connections as uuid[]), cast(:firsts as int[]), cast(:lasts as int[]))
              span (connection, first, last)
            where sending.connection = span.connection
            """;

    private final JdbcClient jdbc;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean watched;

    Beacons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// From now on, of the messages that each of these connections has taken only those from one ordinal to another may be
    /// handed over. They may become more again, but only before the question about them is put.
    void tell(List<Span> spans) {
        jdbc.sql(TELL)
                .param("connections", Attempts.column(spans, Span::connection))
                .param("firsts", Attempts.column(spans, Span::first))
                .param("lasts", Attempts.column(spans, Span::last))
                .update();
    }

    /// Waits until none of these messages may be handed over any more on an answer that does not know of this transaction.
    /// Only a look from now on counts, for one of them may have been taken after the last; patience that has ended already is
    /// enough for that look.
    ///
    /// @return false if that was not seen in time
    boolean awaitAll(Collection<Held> messages, long transaction, Duration patience) {
        if (messages.isEmpty()) {
            return true;
        }
        var one = new Waiting(messages, transaction, new CompletableFuture<>());
        add(one);
        long longest = Math.max(patience.toNanos(), AT_LEAST.toNanos());
        return one.past.completeOnTimeout(false, longest, TimeUnit.NANOSECONDS).join();
    }

    private synchronized void add(Waiting one) {
        waiting.add(one);
        if (!watched) {
            watched = true;
            Thread.ofPlatform().daemon().name("beacons").start(this::watch);
        }
    }

    private void watch() {
        for (List<Waiting> all = stillWaiting(); !all.isEmpty(); all = stillWaiting()) {
            lookFor(all);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private synchronized List<Waiting> stillWaiting() {
        waiting.removeIf(one -> one.past.isDone());
        watched = !waiting.isEmpty();
        return List.copyOf(waiting);
    }

    // A look that fails tells nothing; the next one may.
    private void lookFor(List<Waiting> all) {
        try {
            var seen = new HashMap<UUID, Told>();
            jdbc.sql(LIST).query(row -> {
                seen.put(row.getObject("connection", UUID.class), new Told(row.getInt("first_ordinal"),
                        row.getInt("last_ordinal"), Snapshot.of(row.getString("asked"))));
            });
            all.forEach(one -> one.learn(seen));
        } catch (RuntimeException | Error cause) {
            LOG.warn("who is sending could not be seen: {}", cause.toString());
        }
    }

    /// A message that a connection may hand over.
    record Held(UUID connection, int ordinal) {}

    /// The messages of a connection from one ordinal to another.
    record Span(UUID connection, int first, int last) {

        /// None of them; turned round, it is still found by whoever recovers what a dead node left of them.
        Span none() {
            return new Span(connection, /* first= */ last, /* last= */ first);
        }
    }

    /// Which messages a connection may hand over, and on which answer.
    private record Told(int first, int last, Snapshot asked) {}

    private record Waiting(Collection<Held> messages, long transaction, CompletableFuture<Boolean> past) {

        void learn(Map<UUID, Told> seen) {
            if (messages.stream().noneMatch(one -> isHeld(one.ordinal, seen.get(one.connection)))) {
                past.complete(true);
            }
        }

        private boolean isHeld(int ordinal, @Nullable Told told) {
            return told != null && told.first <= ordinal && ordinal <= told.last && !told.asked.sees(transaction);
        }
    }
}
