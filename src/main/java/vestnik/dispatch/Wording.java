package vestnik.dispatch;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vestnik.consent.LinkTarget;
import vestnik.consent.Links;
import vestnik.mailing.Mailing;
import vestnik.vocabulary.Channel;

/// What is the same for a message on either channel: its reference, its link, its fields.
@Component
class Wording {

    private final Links links;
    private final MessageFields fields;

    Wording(Links links, MessageFields fields) {
        this.links = links;
        this.fields = fields;
    }

    static String reference(Mailing mailing, Ready message) {
        return mailing.id() + "." + message.ordinal();
    }

    URI unsubscribe(Mailing mailing, Ready message) {
        Channel channel = message.address().startsWith("+") ? Channel.SMS : Channel.EMAIL;
        return links.unsubscribe(new LinkTarget(message.patientId(), mailing.purpose(), channel, mailing.id(),
                message.ordinal()));
    }

    Map<String, @Nullable String> fields(Ready message, URI unsubscribe) {
        return fields.of(message, unsubscribe);
    }
}
