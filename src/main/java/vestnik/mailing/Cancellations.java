package vestnik.mailing;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.audit.AuditTrail;
import vestnik.mailing.Cancelling.AlreadyCancelled;
import vestnik.mailing.Cancelling.AlreadyFinished;
import vestnik.mailing.Cancelling.Cancelled;
import vestnik.mailing.Cancelling.Unknown;

/// Ends mailings for good. What was handed over stays so; the run closes the rest as withheld, CANCELLED.
@Service
public class Cancellations {

    private static final Logger LOG = LoggerFactory.getLogger(Cancellations.class);

    // With the mailings that carry on with the same campaign.
    private static final String CANCEL = """
            update mailing set cancelled_at = :at, cancelled_by = :by
            from mailing wanted
            where wanted.id = :id and (mailing.id = wanted.id or mailing.campaign_id = wanted.campaign_id)
              and mailing.finished_at is null and mailing.cancelled_at is null
            """;

    private final JdbcClient jdbc;
    private final Mailings mailings;
    private final TransactionTemplate transaction;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Cancellations(JdbcClient jdbc, Mailings mailings, TransactionTemplate transaction, AuditTrail audit,
            ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.mailings = mailings;
        this.transaction = transaction;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /// Cancels a mailing and, if it carries out a campaign, the campaign's other mailings; then publishes
    /// [MailingCancelled], so that what is open gets closed.
    public Cancelling cancel(long id, String by) {
        Optional<Mailing> before = mailings.findById(id);
        if (before.isEmpty()) {
            return new Unknown();
        }
        boolean cancelled = Boolean.TRUE.equals(transaction.execute(_ -> mark(id, by)));
        Mailing mailing = mailings.get(id);
        if (cancelled) {
            publish(mailing);
            return new Cancelled(mailing);
        }
        return mailing.cancelledAt() == null ? new AlreadyFinished(mailing) : new AlreadyCancelled(mailing);
    }

    private boolean mark(long id, String by) {
        boolean marked = jdbc.sql(CANCEL).param("id", id).param("by", by)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update() > 0;
        if (marked) {
            audit.append(by, "cancel-mailing", "mailing:" + id, Map.of());
        }
        return marked;
    }

    // It stays cancelled whatever becomes of who listens.
    private void publish(Mailing mailing) {
        LOG.warn("mailing {} is cancelled", mailing.id());
        try {
            events.publishEvent(new MailingCancelled(mailing.id()));
        } catch (RuntimeException fault) {
            LOG.error("what is open of mailing {} was not closed yet", mailing.id(), fault);
        }
    }
}
