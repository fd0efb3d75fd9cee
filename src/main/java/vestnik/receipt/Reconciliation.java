package vestnik.receipt;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import vestnik.channel.sms.Finding;
import vestnik.channel.sms.SentSms;
import vestnik.channel.sms.SmsGateway;

/// Asks the SMS provider what became of messages of which no last word came: one after another, slowly, on one node.
@Service
public class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final String LOCK = "sms-statuses";
    private static final String UNKNOWN = "unknown";

    private final StatusQuestions questions;
    private final SmsGateway provider;
    private final SmsReceipts receipts;
    private final NodeLocks locks;
    private final ReceiptsSettings settings;

    Reconciliation(StatusQuestions questions, SmsGateway provider, SmsReceipts receipts, NodeLocks locks,
            ReceiptsSettings settings) {
        this.questions = questions;
        this.provider = provider;
        this.receipts = receipts;
        this.locks = locks;
        this.settings = settings;
    }

    /// Asks for those whose turn it is; ends early when the provider gives no answer.
    ///
    /// @return how many were asked for
    /// @throws InterruptedException if the service stops meanwhile
    public int ask() throws InterruptedException {
        try (var lock = locks.tryTake(LOCK).orElse(null)) {
            return lock == null ? 0 : ask(questions.silent());
        }
    }

    private int ask(List<SilentSms> silent) throws InterruptedException {
        int asked = 0;
        for (SilentSms sms : silent) {
            if (asked++ > 0) {
                Thread.sleep(settings.apart());
            }
            if (!isAnswered(sms)) {
                break;
            }
        }
        if (asked > 0) {
            LOG.info("asked for the status of {} SMS of which no word had come", asked);
        }
        return asked;
    }

    private boolean isAnswered(SilentSms sms) {
        return switch (provider.fetch(sms.sid())) {
            case Finding.Found(SentSms found) -> {
                Integer code = found.errorCode();
                receipts.take(new SmsStatus(sms.mailingId(), sms.ordinal(), sms.sid(), found.status(),
                        code == null || code == 0 ? null : "" + code, null), ReceiptSource.LOOKUP);
                questions.note(sms, found.status());
                yield true;
            }
            case Finding.NotFound() -> {
                questions.note(sms, UNKNOWN);
                yield true;
            }
            case Finding.Unknown(String reason) -> {
                LOG.warn("the SMS provider does not tell the status of message {}.{}: {}", sms.mailingId(),
                        sms.ordinal(), reason);
                questions.note(sms, null);
                yield false;
            }
        };
    }
}
