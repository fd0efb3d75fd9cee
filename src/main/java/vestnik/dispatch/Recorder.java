package vestnik.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import vestnik.mailing.Mailing;

/// Records what providers answered, and does not give up at once when the database is away: what it holds is known nowhere
/// else but in the journal.
@Component
class Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Attempts attempts;

    Recorder(Attempts attempts) {
        this.attempts = attempts;
    }

    /// @throws DataAccessException if the database stays away; the journal still has it all then
    void record(Mailing mailing, List<Settled> settled) {
        long begun = System.nanoTime();
        while (!recorded(mailing, settled, System.nanoTime() - begun > PATIENCE.toNanos())) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean recorded(Mailing mailing, List<Settled> settled, boolean last) {
        try {
            attempts.record(mailing, settled);
            return true;
        } catch (TransientDataAccessException | RecoverableDataAccessException
                | DataAccessResourceFailureException away) {
            if (last) {
                throw away;
            }
            LOG.warn("mailing {}: {} outcomes wait for the database", mailing.id(), settled.size());
            return false;
        }
    }
}
