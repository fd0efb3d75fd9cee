package vestnik.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// One lock for each run, held in PostgreSQL by the process that works on it: the database lets it go when that process
/// dies, however it dies, and only then another may go on with the run.
@Component
class RunLocks {

    private static final Logger LOG = LoggerFactory.getLogger(RunLocks.class);
    private static final String TRY = "select pg_try_advisory_lock(hashtextextended(?, 0))";
    private static final String WAIT = "select pg_advisory_lock(hashtextextended(?, 0)) is not null";
    private static final String RELEASE = "select pg_advisory_unlock(hashtextextended(?, 0))";

    private final DataSource source;

    RunLocks(DataSource source) {
        this.source = source;
    }

    /// The lock, unless another process works on that run.
    Optional<RunLock> tryTake(String run) {
        return take(run, TRY);
    }

    /// The lock, as soon as nobody else works on that run.
    RunLock await(String run) {
        return take(run, WAIT).orElseThrow();
    }

    private Optional<RunLock> take(String run, String sql) {
        try {
            Connection connection = source.getConnection();
            var lock = new RunLock(connection, run);
            if (ask(connection, sql, run)) {
                return Optional.of(lock);
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException cause) {
            throw new IllegalStateException("cannot lock a run", cause);
        }
    }

    private static boolean ask(Connection connection, String sql, String run) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, run);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    record RunLock(Connection connection, String run) implements AutoCloseable {

        @Override
        public void close() {
            try (connection) {
                ask(connection, RELEASE, run);
            } catch (SQLException cause) {
                LOG.warn("the connection that held a run's lock was lost: {}", cause.getSQLState());
            }
        }
    }
}
