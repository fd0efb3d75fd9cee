package vestnik.dispatch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Removes, at start, the journals of processes of this machine that are dead and whose mailings are all settled.
@Component
@Profile("!command")
class OldJournals {

    private static final Logger LOG = LoggerFactory.getLogger(OldJournals.class);
    private static final Duration YOUNG = Duration.ofMinutes(1);
    private static final String IS_UNFINISHED = "select exists (select from mailing where id = :id and finished_at is null)";

    private final DispatchSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    OldJournals(DispatchSettings settings, JdbcClient jdbc, Clock clock) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void clearAway() {
        try {
            for (Path folder : list(settings.journal())) {
                clearAwayIfOver(folder);
            }
        } catch (IOException cause) {
            LOG.warn("old journals could not be removed: {}", cause.toString());
        }
    }

    private void clearAwayIfOver(Path folder) throws IOException {
        Path lock = folder.resolve(Node.LOCK);
        // A process that has just made its folder may not hold the lock yet.
        if (Node.isHere(folder) || !Files.exists(lock)
                || Files.getLastModifiedTime(lock).toInstant().isAfter(clock.instant().minus(YOUNG))) {
            return;
        }
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE); var held = channel.tryLock()) {
            if (held != null && list(folder).stream().filter(file -> !file.equals(lock)).noneMatch(this::isNeeded)) {
                remove(folder);
            }
        }
    }

    private boolean isNeeded(Path journal) {
        long mailing = Journal.mailingOf(journal);
        return mailing != 0 && jdbc.sql(IS_UNFINISHED).param("id", mailing).query(Boolean.class).single();
    }

    private static void remove(Path folder) throws IOException {
        for (Path file : list(folder)) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
