package vestnik.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import vestnik.mailing.Mailing;
import vestnik.mailing.Mailings;

/// How far the mailings are that this process sends.
@Component
class ProgressBoard {

    private final Map<Long, Progress> progress = new ConcurrentHashMap<>();
    private final Mailings mailings;
    private final MeterRegistry meters;

    ProgressBoard(Mailings mailings, MeterRegistry meters) {
        this.mailings = mailings;
        this.meters = meters;
    }

    Progress of(Mailing mailing) {
        return progress.computeIfAbsent(mailing.id(), id -> new Progress(mailing, mailings.countWaiting(id), meters));
    }

    /// Tells for the last time: the mailing is finished.
    void tell(Mailing mailing) {
        Progress last = progress.remove(mailing.id());
        if (last != null) {
            last.tell();
        }
    }
}
