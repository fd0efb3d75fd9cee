package vestnik.dispatch;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Lets PostgreSQL look how many messages there are, else it takes many new rows for none and reads all of them for each range.
/// Sending does not wait for it: with years of messages it takes seconds.
@Component
class Statistics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Statistics.class);

    // A third of the rows that it would look at tells that as well.
    private static final String LOOK_BRIEFLY = "set local default_statistics_target = 30";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ExecutorService thread = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("statistics").factory());

    Statistics(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        transaction = new TransactionTemplate(transactions);
    }

    /// Begins to look, and returns.
    void renew() {
        thread.execute(this::look);
    }

    private void look() {
        try {
            transaction.executeWithoutResult(_ -> {
                jdbc.sql(LOOK_BRIEFLY).update();
                jdbc.sql("analyze message").update();
            });
        } catch (RuntimeException cause) {
            LOG.warn("PostgreSQL could not look how many messages there are: {}", cause.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
