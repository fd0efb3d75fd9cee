package vestnik.dispatch;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;
import vestnik.consent.Reach;
import vestnik.consent.WithdrawalBarrier;
import vestnik.mailing.Mailings;

/// No hand-over starts on an answer of the gate older than the consent age, on any node. So when that time has passed since
/// a withdrawal was committed, every answer in use knows of it.
@Component
class AgeOfConsent implements WithdrawalBarrier {

    private final DispatchSettings settings;
    private final Mailings mailings;
    private final Clock clock;

    AgeOfConsent(DispatchSettings settings, Mailings mailings, Clock clock) {
        this.settings = settings;
        this.mailings = mailings;
        this.clock = clock;
    }

    @Override
    public Reach await(Set<Long> patients) {
        if (mailings.unfinished(clock.instant()).isEmpty()) {
            return Reach.COMPLETE;
        }
        long end = System.nanoTime() + settings.consentAge().toNanos();
        for (long left = settings.consentAge().toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return Reach.COMPLETE;
    }
}
