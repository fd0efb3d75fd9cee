package vestnik.dispatch;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vestnik.consent.Reach;
import vestnik.consent.WithdrawalBarrier;

/// Waits for those connections only that hold a message to one of the patients and have not asked since the stop was
/// committed. Whether they have is read from the snapshots they tell, not from clocks: a transaction begun after the commit
/// is visible to every question put later, and to none put before.
@Component
class SendersAsked implements WithdrawalBarrier {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String MARK = "select cast(cast(pg_current_xact_id() as text) as bigint)";
    // Put for one patient at a time, PostgreSQL comes to trust a plan and keeps it; planning costs more than the answer.
    private static final String LIST_BEHIND = """
            select distinct sending.connection
            from message
            join sending on sending.mailing_id = message.mailing_id
              and message.ordinal between sending.first_ordinal and sending.last_ordinal
            where message.patient_id = :patient and message.withheld is null
              and not pg_visible_in_snapshot(cast(cast(:mark as text) as xid8), sending.asked)
            """;

    private final JdbcClient jdbc;
    private final Beacons beacons;

    SendersAsked(JdbcClient jdbc, Beacons beacons) {
        this.jdbc = jdbc;
        this.beacons = beacons;
    }

    @Override
    public Reach await(Set<Long> patients) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a stop passes the barrier after its commit");
        }
        long begun = System.nanoTime();
        long mark = jdbc.sql(MARK).query(Long.class).single();
        Set<UUID> behind = behind(patients, mark);
        while (beacons.isAnyBehind(behind, mark)) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                return Reach.MAY_STILL_ARRIVE;
            }
            LockSupport.parkNanos(Beacons.FRESH_FOR.toNanos());
        }
        return Reach.COMPLETE;
    }

    private Set<UUID> behind(Set<Long> patients, long mark) {
        var behind = new HashSet<UUID>();
        for (long patient : patients) {
            jdbc.sql(LIST_BEHIND).param("patient", patient).param("mark", mark)
                    .query(row -> {
                        behind.add(row.getObject("connection", UUID.class));
                    });
        }
        return behind;
    }
}
