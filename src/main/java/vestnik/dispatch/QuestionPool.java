package vestnik.dispatch;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/// The few connections to the database on which senders ask whether messages may go. To plan such a question costs as much as
/// to answer it several times, and each connection does so by itself, and again when a table was analyzed: on all connections of
/// the service it would be done dozens of times while a mailing begins. They are opened when they are needed.
@Component
class QuestionPool implements AutoCloseable {

    private final HikariDataSource connections;

    QuestionPool(HikariDataSource service) {
        var config = new HikariConfig();
        service.copyStateTo(config);
        config.setPoolName("questions");
        config.setMaximumPoolSize(RangeSenders.TAKE_AT_ONCE + Lanes.SLOTS);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        connections = new HikariDataSource(config);
    }

    /// So many that those who take messages at once and those who ask again wait for each other no longer than for one answer.
    DataSource connections() {
        return connections;
    }

    @Override
    public void close() {
        connections.close();
    }
}
