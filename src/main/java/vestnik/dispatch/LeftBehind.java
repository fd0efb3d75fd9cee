package vestnik.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vestnik.dispatch.Settled.Result;
import vestnik.mailing.Mailing;

/// Settles the attempts that a process noted and did not live to record. Its journals say which were not begun (they are
/// released and go on), which had an answer, and which one was on the wire of each connection: that is uncertain. Without
/// its journals, as after the loss of a machine, all of them are uncertain.
@Component
class LeftBehind {

    private static final Logger LOG = LoggerFactory.getLogger(LeftBehind.class);
    private static final String LIST_UNRECORDED = """
            select attempt.ordinal, attempt.number, attempt.occasion_on, attempt.node
            from attempt
            left join outcome using (mailing_id, ordinal, number, occasion_on)
            where attempt.mailing_id = :mailing and outcome.mailing_id is null
            """;

    // Whoever told this and lives on in spite of it cannot ask again, and stops.
    private static final String SILENCE = "delete from sending where mailing_id = :mailing";

    private final JdbcClient jdbc;
    private final Attempts attempts;
    private final DispatchSettings settings;

    LeftBehind(JdbcClient jdbc, Attempts attempts, DispatchSettings settings) {
        this.jdbc = jdbc;
        this.attempts = attempts;
        this.settings = settings;
    }

    /// To be called while nobody sends this mailing.
    void settle(Mailing mailing) {
        Map<UUID, List<Unrecorded>> byNode = jdbc.sql(LIST_UNRECORDED)
                .param("mailing", mailing.id())
                .query((row, _) -> new Unrecorded(row.getInt("ordinal"), row.getInt("number"),
                        row.getObject("occasion_on", LocalDate.class), row.getObject("node", UUID.class)))
                .list().stream().collect(Collectors.groupingBy(Unrecorded::node));
        byNode.forEach((node, unrecorded) -> settle(mailing, node, unrecorded));
        jdbc.sql(SILENCE).param("mailing", mailing.id()).update();
    }

    private void settle(Mailing mailing, UUID node, List<Unrecorded> unrecorded) {
        Path folder = settings.journal().resolve(node.toString());
        boolean known = Files.isDirectory(folder);
        if (known && Node.isAliveElsewhere(folder)) {
            throw new IllegalStateException(
                    "node " + node + " lost its lock on mailing " + mailing.id() + " but lives");
        }
        Map<Integer, Settled> journaled = known ? read(folder, mailing) : Map.of();
        List<Settled> settled = unrecorded.stream()
                .map(attempt -> attempt.settledBy(journaled.get(attempt.ordinal), known))
                .toList();
        attempts.record(mailing, settled);
        LOG.info("mailing {}: of node {} {} attempts were left: {}", mailing.id(), node, settled.size(),
                settled.stream().collect(Collectors.groupingBy(Settled::result, Collectors.counting())));
    }

    private static Map<Integer, Settled> read(Path folder, Mailing mailing) {
        var journaled = new HashMap<Integer, Settled>();
        for (Path file : journals(folder)) {
            Journal.read(file, mailing.id()).forEach(one -> journaled.put(one.ordinal(), one));
        }
        return journaled;
    }

    private static List<Path> journals(Path folder) {
        try (var files = Files.newDirectoryStream(folder, "*" + Journal.SUFFIX)) {
            var journals = new ArrayList<Path>();
            files.forEach(journals::add);
            return journals;
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read the journals that were left", cause);
        }
    }

    private record Unrecorded(int ordinal, int number, LocalDate occasionOn, UUID node) {

        Settled settledBy(@Nullable Settled journaled, boolean known) {
            if (journaled != null && journaled.number() == number) {
                return journaled;
            }
            return known
                    ? new Settled(ordinal, number, occasionOn, Result.RELEASED, null, null)
                    : new Settled(ordinal, number, occasionOn, Result.UNCERTAIN, "JOURNAL_LOST", null);
        }
    }
}
