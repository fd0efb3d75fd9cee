package vestnik.receipt;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
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
import vestnik.mailing.Mailings;
import vestnik.mailing.SeenAtProvider;
import vestnik.mailing.Why;
import vestnik.vocabulary.Channel;

/// Takes what the SMS provider says of messages, by itself or when asked, and does what follows for the phone. Sayings come
/// late, twice and out of order: each is kept once, none overwrites another.
@Service
public class SmsReceipts {

    private static final Logger LOG = LoggerFactory.getLogger(SmsReceipts.class);

    private final Receipts receipts;
    private final PhoneOptOuts optOuts;
    private final Addressees addressees;
    private final AddressTroubles troubles;
    private final Mailings mailings;
    private final Holds holds;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    SmsReceipts(Receipts receipts, PhoneOptOuts optOuts, Addressees addressees, AddressTroubles troubles,
            Mailings mailings, Holds holds, ApplicationEventPublisher events, TransactionTemplate transaction) {
        this.receipts = receipts;
        this.optOuts = optOuts;
        this.addressees = addressees;
        this.troubles = troubles;
        this.mailings = mailings;
        this.holds = holds;
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
            case FILTERED -> mailings.findById(status.mailingId()).ifPresent(
                    mailing -> hold(new Held.FromTemplate(mailing.template()), Why.Reason.FILTERED, status));
            case SENDER_NOT_SET_UP -> hold(new Held.OnChannel(Channel.SMS), Why.Reason.SENDER_NOT_SET_UP, status);
            case LOCKED_OUT -> holds.holdForAWhile(new Held.OnChannel(Channel.SMS), Why.Reason.LOCKED_OUT,
                    "Twilio " + status.code());
            case MESSAGE_AT_FAULT -> mailings.findById(status.mailingId()).ifPresent(
                    mailing -> hold(Held.of(mailing), Why.Reason.MESSAGE_AT_FAULT, status));
            case NONE, HOST_IN_TROUBLE, GREYLISTED, TOO_FAST, SENDER_UNPROVEN, TAKEN_FOR_SPAM, DOMAIN_UNKNOWN,
                    MAILBOX_UNUSABLE, TOO_LATE -> {
                // Asks nothing of us once the message has been taken.
            }
        }
    }

    private void trouble(SmsStatus status, Trouble trouble) {
        phone(status).map(phone -> troubles.note(Channel.SMS, phone, trouble, status.message()))
                .filter(consequence -> consequence == Consequence.TO_BE_CHECKED)
                .ifPresent(_ -> LOG.warn("message {} is one of several in a row that did not reach a phone; the clinic "
                        + "should check the number", status.message()));
    }

    private void hold(Held held, Why.Reason reason, SmsStatus status) {
        holds.hold(held, Why.answered(reason, "Twilio " + status.code()), Holds.BY_ITSELF);
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
