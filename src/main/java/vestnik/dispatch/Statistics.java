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

    private static final String COUNT_KNOWN = "select reltuples::bigint from pg_class where oid = 'message'::regclass";

    // A third of the rows that it would look at tells that as well.
    private static final String LOOK_BRIEFLY = "set local default_statistics_target = 30";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ExecutorService thread = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("statistics").factory());
    private long unknown;

    Statistics(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        transaction = new TransactionTemplate(transactions);
    }

    /// Begins to look, if these new messages and those before them make it worthwhile, and returns.
    void renew(int planned) {
        thread.execute(() -> tryToLook(planned));
    }

    private void tryToLook(int planned) {
        try {
            look(planned);
        } catch (RuntimeException cause) {
            LOG.warn("PostgreSQL could not look how many messages there are: {}", cause.toString());
        }
    }

    /// Looks, if these and the others planned here since the last look are half as many as PostgreSQL knows; whether it did.
    boolean look(int planned) {
        unknown += planned;
        if (unknown < MANY || unknown < jdbc.sql(COUNT_KNOWN).query(Long.class).single() / 2) {
            return false;
        }
        analyze();
        unknown = 0;
        return true;
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
