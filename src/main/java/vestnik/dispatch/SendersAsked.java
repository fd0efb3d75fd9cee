package vestnik.dispatch;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vestnik.consent.Reach;
import vestnik.consent.WithdrawalBarrier;

/// Waits for those senders only that hold a message to one of the patients and have not asked since the stop was committed.
/// Whether they have is read from the snapshots they tell, not from clocks: a transaction begun after the commit is visible
/// to every question put later, and to none put before.
@Component
class SendersAsked implements WithdrawalBarrier {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long PAUSE = Duration.ofMillis(5).toNanos();
    private static final String MARK = "select cast(pg_current_xact_id() as text)";
    private static final String IS_ANYBODY_BEHIND = """
            select exists (
              select from message
              join sending on sending.mailing_id = message.mailing_id
                and message.ordinal between sending.first_ordinal and sending.last_ordinal
              where message.patient_id = any(:patients) and message.withheld is null
                and not pg_visible_in_snapshot(cast(:mark as xid8), sending.asked))
            """;

    private final JdbcClient jdbc;

    SendersAsked(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Reach await(Set<Long> patients) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a stop passes the barrier after its commit");
        }
        long begun = System.nanoTime();
        String mark = jdbc.sql(MARK).query(String.class).single();
        Long[] stopped = patients.toArray(Long[]::new);
        while (isAnybodyBehind(stopped, mark)) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                return Reach.MAY_STILL_ARRIVE;
            }
            LockSupport.parkNanos(PAUSE);
        }
        return Reach.COMPLETE;
    }

    private boolean isAnybodyBehind(Long[] patients, String mark) {
        return jdbc.sql(IS_ANYBODY_BEHIND).param("patients", patients).param("mark", mark).query(Boolean.class)
                .single();
    }
}
