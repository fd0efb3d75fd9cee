package vestnik.dispatch;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Lets PostgreSQL look how many messages there are after they became many more, else it takes the new rows for none and reads
/// all of them to find a few. Sending does not wait for it: with years of messages it takes seconds. After a few more there is
/// nothing to learn, and all connections would have to plan their questions anew.
@Component
class Statistics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Statistics.class);

    private static final int MANY = 5_000;

    // How many PostgreSQL counted when it looked last, and how many it has seen written until now: both about, and the newest
    // may be missing.
    private static final String HAVE_GROWN = """
            select greatest(:planned, written.messages - known.messages) >= known.messages / 10
            from (select reltuples as messages from pg_class where oid = 'message'::regclass) known,
              (select sum(pg_stat_get_live_tuples(inhrelid)) as messages
                from pg_inherits where inhparent = 'message'::regclass) written
            """;

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

    /// Begins to look, if that many new messages make it worthwhile, and returns.
    void renew(int planned) {
        if (planned >= MANY) {
            thread.execute(() -> look(planned));
        }
    }

    private void look(int planned) {
        try {
            if (haveGrown(planned)) {
                analyze();
            }
        } catch (RuntimeException cause) {
            LOG.warn("PostgreSQL could not look how many messages there are: {}", cause.toString());
        }
    }

    /// Whether the messages have become more by a tenth since the last look.
    ///
    /// @param planned how many came just now
    boolean haveGrown(int planned) {
        return jdbc.sql(HAVE_GROWN).param("planned", planned).query(Boolean.class).single();
    }

    private void analyze() {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql(LOOK_BRIEFLY).update();
            jdbc.sql("analyze message").update();
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
