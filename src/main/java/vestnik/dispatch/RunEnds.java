package vestnik.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vestnik.mailing.Mailing;
import vestnik.mailing.Mailings;
import vestnik.mailing.Planner;

/// How a run begins and ends, around the sending.
@Component
class RunEnds {

    private static final Logger LOG = LoggerFactory.getLogger(RunEnds.class);

    private final Mailings mailings;
    private final Planner planner;
    private final LeftBehind leftBehind;
    private final OpenMessages open;
    private final RetryQueue retries;
    private final Statistics statistics;
    private final Clock clock;

    RunEnds(Mailings mailings, Planner planner, LeftBehind leftBehind, OpenMessages open, RetryQueue retries,
            Statistics statistics, Clock clock) {
        this.mailings = mailings;
        this.planner = planner;
        this.leftBehind = leftBehind;
        this.open = open;
        this.retries = retries;
        this.statistics = statistics;
        this.clock = clock;
    }

    /// Plans the mailing if that was not done, settles what a dead process left, and gives up what is of no use any more; returns
    /// the mailing as planned.
    Mailing prepare(long id) {
        plan(mailings.get(id));
        Mailing mailing = mailings.get(id);
        leftBehind.settle(mailing);
        retries.endUseless(mailing);
        if (mailing.cancelledAt() != null) {
            open.withhold(id, "CANCELLED");
        }
        return mailing;
    }

    private void plan(Mailing mailing) {
        if (mailing.cancelledAt() != null) {
            return;
        }
        long startedAt = System.nanoTime();
        int planned = planner.plan(mailing);
        LOG.info("mailing {}: {} messages planned in {} ms", mailing.id(), planned,
                (System.nanoTime() - startedAt) / 1_000_000);
        statistics.renew(planned);
    }

    /// Ends the mailing when the counts add up; or tells it when its next messages are due.
    ///
    /// @return whether it has ended
    /// @throws IllegalStateException if messages still wait
    boolean close(long id) {
        Mailing mailing = mailings.get(id);
        if (mailing.isStartedBySchedule() && mailings.forgetIfEmpty(id)) {
            return true;
        }
        long waiting = mailings.countWaiting(id);
        if (waiting > 0) {
            throw new IllegalStateException(waiting + " messages of mailing " + id + " still wait");
        }
        Optional<Instant> next = retries.next(mailing);
        if (next.isPresent()) {
            mailings.resumeAt(id, next.get());
            LOG.info("mailing {}: what is to be tried again waits until {}", id, next.get());
            return false;
        }
        mailings.markFinished(id, clock.instant());
        return true;
    }
}
