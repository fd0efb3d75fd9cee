package vestnik.receipt;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/// What one node at a time may do, by locks that PostgreSQL lets go when their holder dies.
@Component
public class NodeLocks {

    private static final String TRY = "select pg_try_advisory_lock(hashtextextended(?, 10))";

    private final DataSource source;

    NodeLocks(DataSource source) {
        this.source = source;
    }

    /// The lock, unless another node has it.
    public Optional<NodeLock> tryTake(String name) {
        try {
            Connection connection = source.getConnection();
            if (isTaken(connection, name)) {
                return Optional.of(new NodeLock(connection, name));
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException cause) {
            throw new IllegalStateException("the database is away", cause);
        }
    }

    private static boolean isTaken(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement(TRY)) {
            statement.setString(1, name);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        } catch (SQLException cause) {
            connection.close();
            throw cause;
        }
    }
}
