package vestnik.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A PostgreSQL of a test's own, durable as in production, that dies and comes back on the same data and port.
public final class KillableDatabase implements AutoCloseable {

    private static final int MOST_TRIES = 20;
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Path data;
    private final int port = FreePort.find();
    private EmbeddedPostgres server;

    /// @param data an empty folder, or one that does not exist yet
    public KillableDatabase(Path data) throws IOException {
        this.data = Files.createDirectories(data).toAbsolutePath();
        server = start();
    }

    /// Its JDBC address, with its user.
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /// `kill -9` of the postmaster, which takes all its processes along.
    public void kill() throws InterruptedException {
        server.getProcess().destroyForcibly().waitFor();
    }

    /// Starts it on what it left.
    public void startAgain() throws IOException {
        server.close();
        server = startAgain(1);
    }

    // Processes of the dead one may hold its memory for a moment.
    private EmbeddedPostgres startAgain(int tries) throws IOException {
        try {
            return start();
        } catch (IOException | RuntimeException held) {
            if (tries == MOST_TRIES) {
                throw held;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            return startAgain(tries + 1);
        }
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "200")
                .start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
