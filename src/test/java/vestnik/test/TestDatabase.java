package vestnik.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/// One embedded PostgreSQL a JVM, durable as in production; each database is a copy of one that is migrated once.
public final class TestDatabase {

    /// Whether it counts what each statement costs, in pg_stat_statements: -Ddatabase.statements=true.
    public static final boolean COUNTS_STATEMENTS = Boolean.getBoolean("database.statements");

    // As README advises for a large clinic: -Ddatabase.roomy=true.
    private static final boolean ROOMY = Boolean.getBoolean("database.roomy");

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabase() {}

    /// A JDBC address, with its user, of a new database with the whole schema and no rows.
    public static synchronized String freshUrl() {
        String name = "test_" + NUMBER.incrementAndGet();
        execute("create database " + name + " template vestnik_template");
        return SERVER.getJdbcUrl("postgres", name);
    }

    /// Removes a database of [#freshUrl] with whatever still works on it.
    public static synchronized void drop(String url) {
        execute("drop database " + url.replaceFirst(".*/(\\w+).*", "$1") + " with (force)");
    }

    /// A data source on a new database.
    public static DataSource fresh() {
        var source = new PGSimpleDataSource();
        source.setUrl(freshUrl());
        return source;
    }

    private static EmbeddedPostgres start() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("shared_preload_libraries", COUNTS_STATEMENTS ? "pg_stat_statements" : "")
                    .setServerConfig("pg_stat_statements.track_planning", COUNTS_STATEMENTS ? "on" : "off")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "500")
                    .setServerConfig("shared_buffers", ROOMY ? "4GB" : "1GB")
                    .setServerConfig("max_wal_size", ROOMY ? "16GB" : "2GB")
                    .setServerConfig("checkpoint_timeout", ROOMY ? "15min" : "5min")
                    .start();
            migrateTemplate(server);
            return server;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static void migrateTemplate(EmbeddedPostgres server) {
        execute(server.getPostgresDatabase(), "create database vestnik_template");
        Flyway.configure()
                .dataSource(server.getDatabase("postgres", "vestnik_template"))
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private static void execute(String sql) {
        execute(SERVER.getPostgresDatabase(), sql);
    }

    private static void execute(DataSource source, String sql) {
        try (var connection = source.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
