package vestnik.dispatch;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vestnik.mailing.Mailing;
import vestnik.vocabulary.Channel;

/// Opens connections that send a mailing.
@Component
class RangeSenders {

    // If hundreds of connections took messages at once, each would be told to work on them long before it has them; who stops
    // one of these waits for it.
    static final int TAKE_AT_ONCE = 4;

    private final Semaphore taking = new Semaphore(TAKE_AT_ONCE, true);
    private final Senders senders;
    private final Attempts attempts;
    private final Beacons beacons;
    private final Recorder recorder;
    private final RetryPolicy retries;
    private final Limits limits;
    private final Reactions reactions;
    private final Node node;
    private final StandStills standStills;
    private final OutcomeCounters counters;
    private final DispatchSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    RangeSenders(Senders senders, Attempts attempts, Beacons beacons, Recorder recorder, RetryPolicy retries,
            Limits limits, Reactions reactions, Node node, StandStills standStills, OutcomeCounters counters,
            DispatchSettings settings, JdbcClient jdbc, Clock clock) {
        this.senders = senders;
        this.attempts = attempts;
        this.beacons = beacons;
        this.recorder = recorder;
        this.retries = retries;
        this.limits = limits;
        this.reactions = reactions;
        this.node = node;
        this.standStills = standStills;
        this.counters = counters;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A supplier of connections that ask again together.
    Supplier<RangeSender> of(Mailing mailing, Channel channel) {
        var asking = new GatheredAsking(attempts, beacons, mailing, channel, settings.consentAge());
        return () -> open(mailing, channel, asking);
    }

    private RangeSender open(Mailing mailing, Channel channel, GatheredAsking asking) {
        var journal = Journal.create(node.folder().resolve(UUID.randomUUID() + Journal.SUFFIX), settings.range());
        return new RangeSender(mailing, channel, attempts, asking, recorder, senders.open(mailing, channel), retries,
                limits, reactions, new Beacon(node, jdbc), taking, journal, standStills, settings.consentAge(),
                counters, clock);
    }
}
