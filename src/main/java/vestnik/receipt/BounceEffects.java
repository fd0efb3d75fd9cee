package vestnik.receipt;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vestnik.alert.AlertKind;
import vestnik.alert.Alerts;
import vestnik.channel.email.OurMail;
import vestnik.channel.email.RefusalReason;
import vestnik.consent.AddressTroubles;
import vestnik.consent.Addressee;
import vestnik.consent.Addressees;
import vestnik.consent.Complaints;
import vestnik.consent.Source;
import vestnik.consent.Trouble;
import vestnik.receipt.bounce.Feedback;
import vestnik.receipt.bounce.Saying;
import vestnik.vocabulary.Channel;

/// What follows from a mail that is proved to be about one message of ours. The message always bears it; the address does
/// only if the mail names it: one that names another is of a mailbox that ours forwards to, or the person has moved since.
@Component
class BounceEffects {

    private final Receipts receipts;
    private final Addressees addressees;
    private final AddressTroubles troubles;
    private final Complaints complaints;
    private final Alerts alerts;

    BounceEffects(Receipts receipts, Addressees addressees, AddressTroubles troubles, Complaints complaints,
            Alerts alerts) {
        this.receipts = receipts;
        this.addressees = addressees;
        this.troubles = troubles;
        this.complaints = complaints;
        this.alerts = alerts;
    }

    /// Within the transaction of the caller, who passes the barrier with the patients that are returned.
    List<Long> apply(MessageName message, List<Saying> sayings, String fingerprint) {
        @Nullable
        String address = addressees.find(Channel.EMAIL, message.mailing(), message.ordinal())
                .map(Addressee::address).orElse(null);
        Saying saying = sayings.stream().filter(one -> isAbout(one, address)).findFirst()
                .orElseGet(sayings::getFirst);
        @Nullable
        String named = isAbout(saying, address) ? address : null;
        return switch (saying) {
            case Saying.Failed failed -> bounced(message, failed, named, fingerprint);
            case Saying.Delivered delivered -> delivered(message, delivered, fingerprint);
            case Saying.Reported reported -> reported(message, reported.feedback(), named, fingerprint);
            case Saying.Asked _ -> unsubscribe(message, fingerprint);
            case Saying.Delayed _,Saying.PassedOn _ -> List.of();
        };
    }

    /// Somebody wrote that they want no more. That stops all marketing, but reminders may go on.
    List<Long> unsubscribe(MessageName message, String fingerprint) {
        return complaints.take(message.mailing(), message.ordinal(), null, Source.LINK, "unsubscribe-by-mail",
                fingerprint);
    }

    private List<Long> bounced(MessageName message, Saying.Failed failed, @Nullable String address,
            String fingerprint) {
        receipts.append(Channel.EMAIL, new Receipt(message.mailing(), message.ordinal(), ReceiptKind.BOUNCED,
                fingerprint, failed.status().isEmpty() ? null : failed.status(), failed.reason().name(),
                ReceiptSource.MAIL));
        if (address != null) {
            trouble(failed.reason()).ifPresent(
                    trouble -> troubles.note(Channel.EMAIL, address, trouble, message.toString()));
        }
        return List.of();
    }

    private List<Long> delivered(MessageName message, Saying.Delivered delivered, String fingerprint) {
        receipts.append(Channel.EMAIL, new Receipt(message.mailing(), message.ordinal(), ReceiptKind.DELIVERED,
                fingerprint, delivered.status().isEmpty() ? null : delivered.status(), null, ReceiptSource.MAIL));
        return List.of();
    }

    private List<Long> reported(MessageName message, Feedback feedback, @Nullable String address,
            String fingerprint) {
        if (!feedback.complaint()) {
            alerts.raise(AlertKind.SIGNATURE_FAILED, address == null ? "unknown" : domain(address),
                    feedback.type() + ", message " + message);
            return List.of();
        }
        receipts.append(Channel.EMAIL, new Receipt(message.mailing(), message.ordinal(), ReceiptKind.COMPLAINED,
                fingerprint, null, feedback.name(), ReceiptSource.MAIL));
        return complaints.take(message.mailing(), message.ordinal(), address, Source.COMPLAINT, feedback.type(),
                fingerprint);
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /// Complaints often do not name whom they are of.
    private static boolean isAbout(Saying saying, @Nullable String address) {
        String recipient = saying.recipient();
        if (address == null || recipient == null) {
            return address != null && saying instanceof Saying.Reported;
        }
        return OurMail.same(recipient, address);
    }

    private static Optional<Trouble> trouble(RefusalReason reason) {
        return Optional.ofNullable(switch (reason) {
            case USER_UNKNOWN, HAS_MOVED -> Trouble.ADDRESS_UNKNOWN;
            case HOST_UNKNOWN, NOT_ACCEPT -> Trouble.DOMAIN_UNKNOWN;
            case MAILBOX_FULL, SUSPENDED -> Trouble.MAILBOX_UNUSABLE;
            case FILTERED, GREYLISTED, SPEEDING, BLOCKED, BAD_REPUTATION, REQUIRE_PTR, AUTH_FAILURE, SPAM_DETECTED,
                    VIRUS_DETECTED, POLICY_VIOLATION, CONTENT_ERROR, EXCEED_LIMIT, SENDER_REJECTED, NO_RELAYING,
                    SECURITY_ERROR, EXPIRED, NETWORK_ERROR, SYSTEM_ERROR, MAILER_ERROR, SYNTAX_ERROR, REJECTED,
                    TEMPORARY, UNDEFINED ->
                null;
        });
    }
}
