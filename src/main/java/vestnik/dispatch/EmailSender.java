package vestnik.dispatch;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vestnik.channel.email.Email;
import vestnik.channel.email.EmailComposer;
import vestnik.channel.email.EmailDraft;
import vestnik.channel.email.MailConnection;
import vestnik.mailing.Mailing;
import vestnik.template.MessageTemplate;

/// E-mail over one connection to the relay.
final class EmailSender implements Sender {

    private final MessageTemplate template;
    private final Wording wording;
    private final EmailComposer composer;
    private final MailConnection connection;

    EmailSender(MessageTemplate template, Wording wording, EmailComposer composer, MailConnection connection) {
        this.template = template;
        this.wording = wording;
        this.composer = composer;
        this.connection = connection;
    }

    @Override
    public Handover prepare(Mailing mailing, Ready message) {
        @Nullable
        URI unsubscribe = wording.unsubscribe(mailing, message);
        Locale locale = message.locale();
        Email email = composer.compose(new EmailDraft(Wording.reference(mailing, message), mailing.id(),
                mailing.purpose(), message.address(), locale,
                template.email(locale, wording.fields(mailing, message, unsubscribe)),
                mailing.purpose().needsConsent() ? unsubscribe : null, mailing.startedAt()));
        connection.open();
        return underWay -> connection.handOver(email, underWay);
    }

    @Override
    public void close() {
        connection.close();
    }
}
