package vestnik.dispatch;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vestnik.consent.Reach;
import vestnik.consent.WithdrawalBarrier;
import vestnik.dispatch.Beacons.Held;

/// Waits for those connections only that may hand over a message to one of the patients and have not asked since the stop was
/// committed. Whether they have is read from the snapshots they tell, not from clocks: a transaction begun after the commit
/// is visible to every question put later, and to none put before.
@Component
class SendersAsked implements WithdrawalBarrier {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    // Through a subquery PostgreSQL cannot count the patients when it plans, so it comes to keep the plan; planning costs more
    // than the answer.
    private static final String MARK_AND_LIST_HOLDERS = """
            select cast(cast(mark.id as text) as bigint) as mark, holder.patient_id, holder.ordinal, holder.connection
            from (select pg_current_xact_id() as id) mark
            left join (
              select message.patient_id, message.ordinal, sending.connection
              from message
              join sending on sending.mailing_id = message.mailing_id
                and message.ordinal between sending.first_ordinal and sending.last_ordinal
              where message.patient_id = any(array(select unnest(cast(:patients as bigint[]))))
                and message.withheld is null
            ) holder on true
            """;

    private final JdbcClient jdbc;
    private final Beacons beacons;

    SendersAsked(JdbcClient jdbc, Beacons beacons) {
        this.jdbc = jdbc;
        this.beacons = beacons;
    }

    @Override
    public Stop stop(Set<Long> patients) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a stop passes the barrier after its commit");
        }
        return new Marked(patients);
    }

    /// Who held a message to these patients after the stop was committed, and a transaction begun then.
    private final class Marked implements Stop {

        private final long begun = System.nanoTime();
        private final Map<Long, Set<Held>> holders = new HashMap<>();
        private long mark;

        Marked(Set<Long> patients) {
            jdbc.sql(MARK_AND_LIST_HOLDERS).param("patients", patients.toArray(Long[]::new)).query(row -> {
                mark = row.getLong("mark");
                UUID holder = row.getObject("connection", UUID.class);
                if (holder != null) {
                    holders.computeIfAbsent(row.getLong("patient_id"), _ -> new HashSet<>())
                            .add(new Held(holder, row.getInt("ordinal")));
                }
            });
        }

        @Override
        public Reach await(Set<Long> patients) {
            Set<Held> held = patients.stream().flatMap(one -> holders.getOrDefault(one, Set.of()).stream())
                    .collect(Collectors.toSet());
            return beacons.awaitAll(held, mark, PATIENCE.minusNanos(System.nanoTime() - begun))
                    ? Reach.COMPLETE
                    : Reach.MAY_STILL_ARRIVE;
        }
    }
}
