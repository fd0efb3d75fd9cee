package vestnik.box;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// PostgreSQL 18 as durable as in production, whose data stay between runs.
final class BoxDatabase implements AutoCloseable {

    private static final String USER = "postgres";

    private final EmbeddedPostgres server;

    private BoxDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    static BoxDatabase open(Path folder) {
        Path data = folder.resolve("postgres").toAbsolutePath();
        try {
            endLeftOver(data);
            return new BoxDatabase(EmbeddedPostgres.builder()
                    .setDataDirectory(Files.createDirectories(data))
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_wal_size", "1GB")
                    .start());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    // A box that was killed leaves its server running; the ports were free, so no other box uses it.
    private static void endLeftOver(Path data) throws IOException {
        Path lock = data.resolve("postmaster.pid");
        if (Files.exists(lock)) {
            long id = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
            ProcessHandle.of(id).filter(BoxDatabase::isPostgres).ifPresent(process -> {
                process.destroy();
                process.onExit().join();
            });
            Files.deleteIfExists(lock);
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("postgres");
    }

    /// A JDBC address, with its user, of a database that is made if it is not there.
    String url(String name) {
        JdbcClient jdbc = JdbcClient.create(server.getPostgresDatabase());
        if (jdbc.sql("select from pg_database where datname = :name").param("name", name).query().listOfRows()
                .isEmpty()) {
            jdbc.sql("create database " + name).update();
        }
        return server.getJdbcUrl(USER, name);
    }

    /// A small pool on a database of the box's own; what it loses in a crash of the computer was only a demonstration's.
    HikariDataSource pool(String name) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url(name));
        pool.setMaximumPoolSize(4);
        pool.setConnectionInitSql("set synchronous_commit = off");
        return pool;
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
