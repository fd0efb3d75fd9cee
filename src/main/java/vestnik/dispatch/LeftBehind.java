package vestnik.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vestnik.dispatch.Settled.Result;
import vestnik.mailing.Mailing;
import vestnik.vocabulary.Channel;

/// Settles the attempts that a process noted and did not live to record. Its journals say which were not begun (they are
/// released and go on), which had an answer, and which one was on the wire of each connection: that is uncertain. Without
/// its journals, as after the loss of a machine, all of them are uncertain.
@Component
class LeftBehind {

    private static final Logger LOG = LoggerFactory.getLogger(LeftBehind.class);
    private static final Duration PATIENCE_WITH_LIVING = Duration.ofSeconds(2);
    private static final Duration PATIENCE_WITH_SILENCED = Duration.ofSeconds(8);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String LIST_UNRECORDED = """
            select attempt.ordinal, attempt.number, attempt.occasion_on, attempt.node, message.channel
            from attempt
            join message using (mailing_id, ordinal, occasion_on)
            left join outcome using (mailing_id, ordinal, number, occasion_on)
            where attempt.mailing_id = :mailing and attempt.ordinal between :first and :last
              and outcome.mailing_id is null
            """;

    // Whoever told this and lives on in spite of it cannot ask again, and stops.
    private static final String SILENCE = """
            delete from sending
            where mailing_id = :mailing and first_ordinal <= :last and last_ordinal >= :first
            """;

    private final JdbcClient jdbc;
    private final Recorder recorder;
    private final RetryPolicy retries;
    private final DispatchSettings settings;
    private final Clock clock;

    LeftBehind(JdbcClient jdbc, Recorder recorder, RetryPolicy retries, DispatchSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.recorder = recorder;
        this.retries = retries;
        this.settings = settings;
        this.clock = clock;
    }

    /// To be called while nobody is to send this mailing.
    void settle(Mailing mailing) {
        settle(mailing, 1, Integer.MAX_VALUE);
    }

    /// To be called while nobody is to send this portion.
    void settle(Mailing mailing, Portion portion) {
        settle(mailing, portion.first(), portion.last());
    }

    private void settle(Mailing mailing, int first, int last) {
        List<Unrecorded> left = unrecordedAfter(PATIENCE_WITH_LIVING, mailing, first, last);
        statement(SILENCE, mailing, first, last).update();
        if (left.stream().anyMatch(Unrecorded::mayLive)) {
            left = unrecordedAfter(PATIENCE_WITH_SILENCED, mailing, first, last);
        }
        left.stream().collect(Collectors.groupingBy(Unrecorded::node))
                .forEach((node, unrecorded) -> settle(mailing, node, unrecorded));
    }

    /// What is left when those that may live have recorded what they have, or had time to.
    private List<Unrecorded> unrecordedAfter(Duration patience, Mailing mailing, int first, int last) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Unrecorded> left = unrecorded(mailing, first, last);
        while (left.stream().anyMatch(Unrecorded::mayLive) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
            left = unrecorded(mailing, first, last);
        }
        return left;
    }

    private List<Unrecorded> unrecorded(Mailing mailing, int first, int last) {
        Map<UUID, Journals> journals = new HashMap<>();
        return statement(LIST_UNRECORDED, mailing, first, last)
                .query((row, _) -> new Unrecorded(row.getInt("ordinal"), row.getInt("number"),
                        row.getObject("occasion_on", LocalDate.class), Channel.valueOf(row.getString("channel")),
                        journals.computeIfAbsent(row.getObject("node", UUID.class),
                                node -> Journals.of(node, settings.journal()))))
                .list();
    }

    private JdbcClient.StatementSpec statement(String sql, Mailing mailing, int first, int last) {
        return jdbc.sql(sql).param("mailing", mailing.id()).param("first", first).param("last", last);
    }

    private void settle(Mailing mailing, Journals node, List<Unrecorded> unrecorded) {
        Map<Integer, Settled> journaled = node.read(mailing);
        List<Settled> settled = unrecorded.stream().map(attempt -> settled(mailing, attempt, journaled)).toList();
        recorder.record(mailing, settled);
        LOG.info("mailing {}: of node {} {} attempts were left: {}", mailing.id(), node.id(), settled.size(),
                settled.stream().collect(Collectors.groupingBy(Settled::result, Collectors.counting())));
    }

    private Settled settled(Mailing mailing, Unrecorded attempt, Map<Integer, Settled> journaled) {
        Settled noted = journaled.get(attempt.ordinal);
        Settled found = noted != null && noted.number() == attempt.number ? noted : attempt.unjournaled();
        return found.result() == Result.UNCERTAIN || found.result() == Result.DEFERRED
                ? found.triedAgain(retries.afterDeath(mailing, attempt.channel, found.result(), clock.instant()))
                : found;
    }

    private record Unrecorded(int ordinal, int number, LocalDate occasionOn, Channel channel, Journals node) {

        boolean mayLive() {
            return node.mayLive();
        }

        /// It was noted and not written down before it was begun; or nobody can tell.
        Settled unjournaled() {
            return node.isKnown()
                    ? new Settled(ordinal, number, occasionOn, Result.RELEASED, null, null, null)
                    : new Settled(ordinal, number, occasionOn, Result.UNCERTAIN, "JOURNAL_LOST", null, null);
        }
    }
}
