package vestnik.test;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Looks at a database on connections that stay open: a new one for each look costs as much as a hundred messages, and what a
/// measurement on one machine pays for its own looks, the service does not get.
public final class Looks implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    private final HikariDataSource source;
    private final JdbcClient jdbc;

    private Looks(HikariDataSource source) {
        this.source = source;
        jdbc = JdbcClient.create(source);
    }

    /// To be closed.
    public static Looks at(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        return new Looks(new HikariDataSource(config));
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    @Override
    public void close() {
        source.close();
    }
}
