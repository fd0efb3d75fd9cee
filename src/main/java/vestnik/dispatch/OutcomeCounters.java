package vestnik.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import vestnik.dispatch.Settled.Result;
import vestnik.mailing.Mailing;
import vestnik.vocabulary.Purpose;

/// Counts, for who watches this process, what came of messages.
@Component
class OutcomeCounters {

    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private final MeterRegistry meters;

    OutcomeCounters(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(Mailing mailing, Settled one) {
        counters.computeIfAbsent(new Key(mailing.purpose(), one.result()), this::counter).increment();
    }

    private Counter counter(Key key) {
        return meters.counter("vestnik.messages", "purpose", key.purpose.name(), "result", key.result.name());
    }

    private record Key(Purpose purpose, Result result) {}
}
