package vestnik.receipt;

import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.alert.AlertKind;
import vestnik.alert.Alerts;
import vestnik.channel.Signal;
import vestnik.channel.sms.SmsError;
import vestnik.consent.AddressTroubles;
import vestnik.consent.Addressee;
import vestnik.consent.Addressees;
import vestnik.consent.Consequence;
import vestnik.consent.PhoneOptOuts;
import vestnik.consent.Trouble;
import vestnik.mailing.Held;
import vestnik.mailing.Holds;
import vestnik.mailing.Mailing;
import vestnik.mailing.Mailings;
import vestnik.mailing.SeenAtProvider;
import vestnik.mailing.Why;
import vestnik.vocabulary.Channel;

/// Takes what the SMS provider says of messages, by itself or when asked, and does what follows for the phone. Sayings come
/// late, twice and out of order: each is kept once, none overwrites another.
@Service
public class SmsReceipts {

    private final Receipts receipts;
    private final PhoneOptOuts optOuts;
    private final Addressees addressees;
    private final AddressTroubles troubles;
    private final Mailings mailings;
    private final Holds holds;
    private final Alerts alerts;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    SmsReceipts(Receipts receipts, PhoneOptOuts optOuts, Addressees addressees, AddressTroubles troubles,
            Mailings mailings, Holds holds, Alerts alerts, ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.receipts = receipts;
        this.optOuts = optOuts;
        this.addressees = addressees;
        this.troubles = troubles;
        this.mailings = mailings;
        this.holds = holds;
        this.alerts = alerts;
        this.events = events;
        this.transaction = transaction;
    }

    /// Keeps it with all that follows, or, if this throws, nothing of it.
    public void take(SmsStatus status, ReceiptSource source) {
        kind(status.status()).ifPresent(kind -> transaction.executeWithoutResult(_ -> {
            boolean news = receipts.append(Channel.SMS, new Receipt(status.mailingId(), status.ordinal(), kind,
                    status.sid(), status.code(), null, source));
            if (news) {
                events.publishEvent(new SeenAtProvider(status.mailingId(), status.ordinal(), status.sid()));
                heed(status, kind);
            }
        }));
    }

    private void heed(SmsStatus status, ReceiptKind kind) {
        if (kind == ReceiptKind.DELIVERED) {
            phone(status).ifPresent(phone -> troubles.arrived(Channel.SMS, phone, status.message()));
        } else if (status.code() != null) {
            heed(status, SmsError.of(Integer.parseInt(status.code())).signal());
        }
    }

    private void heed(SmsStatus status, Signal signal) {
        switch (signal) {
            case OPTED_OUT -> phone(status).ifPresent(
                    phone -> optOuts.refusedByProvider(phone, status.mailingId(), status.ordinal()));
            case ADDRESS_UNKNOWN -> trouble(status, Trouble.ADDRESS_UNKNOWN);
            case UNREACHED -> trouble(status, Trouble.UNREACHED);
            case FILTERED, MESSAGE_AT_FAULT, SENDER_NOT_SET_UP, LOCKED_OUT -> mailings.findById(status.mailingId())
                    .ifPresent(mailing -> warn(mailing, signal, status));
            case NONE, HOST_IN_TROUBLE, GREYLISTED, TOO_FAST, SENDER_UNPROVEN, TAKEN_FOR_SPAM, DOMAIN_UNKNOWN,
                    MAILBOX_UNUSABLE, TOO_LATE -> {
                // Asks nothing of us once the message has been taken.
            }
        }
    }

    private void trouble(SmsStatus status, Trouble trouble) {
        phone(status).map(phone -> troubles.note(Channel.SMS, phone, trouble, status.message()))
                .filter(consequence -> consequence == Consequence.TO_BE_CHECKED)
                .ifPresent(_ -> alerts.raise(AlertKind.NUMBERS_TO_CHECK, Channel.SMS.name(),
                        "message " + status.message()));
    }

    /// A promotion waits until people have looked. A reminder does not for one odd recipient, and what keeps all SMS from
    /// leaving shows at the next hand-over: of these people are only told.
    private void warn(Mailing mailing, Signal signal, SmsStatus status) {
        String words = "Twilio " + status.code() + ", message " + status.message();
        switch (signal) {
            case FILTERED -> warn(mailing, new Held.FromTemplate(mailing.template()), Why.Reason.FILTERED,
                    AlertKind.FILTERED, words);
            case MESSAGE_AT_FAULT -> warn(mailing, Held.of(mailing), Why.Reason.MESSAGE_AT_FAULT,
                    AlertKind.MESSAGE_AT_FAULT, words);
            case SENDER_NOT_SET_UP -> alerts.raise(AlertKind.SENDER_NOT_SET_UP, Channel.SMS.name(), words);
            default -> alerts.raise(AlertKind.LOCKED_OUT, Channel.SMS.name(), words);
        }
    }

    private void warn(Mailing mailing, Held held, Why.Reason reason, AlertKind kind, String words) {
        if (mailing.purpose().needsConsent()) {
            holds.hold(held, Why.answered(reason, words), Holds.BY_ITSELF);
        } else {
            alerts.raise(kind, held instanceof Held.FromTemplate ? held.key() : held.subject(), words);
        }
    }

    /// Where it went, if the provider tells, else where it would go now.
    private Optional<String> phone(SmsStatus status) {
        return Optional.ofNullable(status.to()).or(
                () -> addressees.find(Channel.SMS, status.mailingId(), status.ordinal()).map(Addressee::address));
    }

    private static Optional<ReceiptKind> kind(String status) {
        return Optional.ofNullable(switch (status) {
            case "queued", "accepted", "sending" -> ReceiptKind.QUEUED;
            case "sent" -> ReceiptKind.SENT;
            case "delivered" -> ReceiptKind.DELIVERED;
            case "undelivered" -> ReceiptKind.UNDELIVERED;
            case "failed" -> ReceiptKind.FAILED;
            default -> null;
        });
    }
}
