package vestnik.receipt;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A lock that this node holds, on a connection of its own.
public final class NodeLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeLock.class);
    private static final int SECONDS = 5;

    private final Connection connection;
    private final String name;

    NodeLock(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /// Whether it is held still: it is lost with its connection.
    public boolean isHeld() {
        try {
            return connection.isValid(SECONDS);
        } catch (SQLException cause) {
            return false;
        }
    }

    @Override
    public void close() {
        try (connection;
                var statement = connection.prepareStatement(
                        "select pg_advisory_unlock(hashtextextended(?, 10))")) {
            statement.setString(1, name);
            statement.execute();
        } catch (SQLException cause) {
            LOG.debug("lock {} went with its connection", name);
        }
    }
}
