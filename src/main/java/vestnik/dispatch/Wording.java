package vestnik.dispatch;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vestnik.consent.LinkTarget;
import vestnik.consent.Links;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.vocabulary.Purpose;

/// What is the same for a message on either channel: its reference, its link, its fields.
@Component
class Wording {

    private final Links links;
    private final MessageFields fields;
    private final ConfirmationFields confirmations;

    Wording(Links links, MessageFields fields, ConfirmationFields confirmations) {
        this.links = links;
        this.fields = fields;
        this.confirmations = confirmations;
    }

    static String reference(Mailing mailing, Ready message) {
        return mailing.id() + "." + message.ordinal();
    }

    /// Null for a notice, which nobody can unsubscribe from.
    @Nullable
    URI unsubscribe(Mailing mailing, Ready message) {
        if (mailing.purpose() == Purpose.NOTICE) {
            return null;
        }
        return links.unsubscribe(new LinkTarget(message.patientId(), mailing.purpose(), message.channel(), mailing.id(),
                message.ordinal()));
    }

    Map<String, @Nullable String> fields(Mailing mailing, Ready message, @Nullable URI unsubscribe) {
        Map<String, @Nullable String> all = fields.of(message, unsubscribe);
        if (mailing.kind() == MailingKind.CONFIRMATIONS) {
            all.putAll(confirmations.of(mailing, message));
        }
        return all;
    }
}
