package vestnik.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// What every stop (a withdrawal, a STOP, a block, an erasure) passes after its commit and before its answer, so that the
/// answer is true.
@Service
public class Barrier {

    private static final Logger LOG = LoggerFactory.getLogger(Barrier.class);
    private static final String RECORD = """
            insert into unconfirmed_stop (patient_id, at, waited_ms)
            select patient, cast(:at as timestamptz), :waited from unnest(cast(:patients as bigint[])) patient
            """;

    private final ObjectProvider<WithdrawalBarrier> senders;
    private final JdbcClient jdbc;
    private final Clock clock;

    Barrier(ObjectProvider<WithdrawalBarrier> senders, JdbcClient jdbc, Clock clock) {
        this.senders = senders;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Waits until nothing more starts on its way to these patients against what was committed before; records it if that
    /// cannot be confirmed.
    public Reach pass(Set<Long> patients) {
        return begin(patients).end(patients);
    }

    /// Several stops begin to pass at once, each to end for itself.
    Passing begin(Set<Long> patients) {
        long begun = System.nanoTime();
        return new Passing(begun, senders.stream().map(sender -> sender.stop(patients)).toList());
    }

    private void record(Set<Long> patients, Duration waited) {
        jdbc.sql(RECORD)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("waited", waited.toMillis())
                .param("patients", patients.toArray(Long[]::new))
                .update();
        LOG.warn("a stop for {} patients could not be confirmed within {} ms", patients.size(), waited.toMillis());
    }

    /// Stops on their way past the barrier.
    final class Passing {

        private final long begun;
        private final List<WithdrawalBarrier.Stop> stops;

        private Passing(long begun, List<WithdrawalBarrier.Stop> stops) {
            this.begun = begun;
            this.stops = stops;
        }

        /// As [Barrier#pass(Set)], for some of those who began.
        Reach end(Set<Long> patients) {
            if (stops.stream().allMatch(stop -> stop.await(patients) == Reach.COMPLETE)) {
                return Reach.COMPLETE;
            }
            record(patients, Duration.ofNanos(System.nanoTime() - begun));
            return Reach.MAY_STILL_ARRIVE;
        }
    }
}
