package vestnik.dispatch;

import java.time.Clock;
import org.springframework.stereotype.Component;
import vestnik.channel.email.EmailComposer;
import vestnik.channel.email.MailRelay;
import vestnik.channel.sms.SmsGateway;
import vestnik.mailing.Mailing;
import vestnik.template.MessageTemplate;
import vestnik.template.Templates;
import vestnik.vocabulary.Channel;

/// Opens what a mailing is sent with.
@Component
class Senders {

    private final Templates templates;
    private final Wording wording;
    private final EmailComposer composer;
    private final MailRelay relay;
    private final SmsGateway gateway;
    private final KnownSms knownSms;
    private final Clock clock;

    Senders(Templates templates, Wording wording, EmailComposer composer, MailRelay relay, SmsGateway gateway,
            KnownSms knownSms, Clock clock) {
        this.templates = templates;
        this.wording = wording;
        this.composer = composer;
        this.relay = relay;
        this.gateway = gateway;
        this.knownSms = knownSms;
        this.clock = clock;
    }

    Sender open(Mailing mailing, Channel channel) {
        MessageTemplate template = templates.get(mailing.template());
        return switch (channel) {
            case EMAIL -> new EmailSender(template, wording, composer, relay.connect());
            case SMS -> new SmsSender(template, wording, gateway, knownSms, clock);
        };
    }
}
