package vestnik.dispatch;

import java.time.Clock;
import java.time.Duration;
import vestnik.channel.Outcome;
import vestnik.channel.sms.Finding;
import vestnik.channel.sms.SentSms;
import vestnik.channel.sms.Sms;
import vestnik.channel.sms.SmsGateway;
import vestnik.dispatch.Ready.Lost;
import vestnik.mailing.Mailing;
import vestnik.template.MessageTemplate;
import vestnik.template.SmsContent;

/// SMS, one request each; one whose answer was lost is looked up at the provider first.
final class SmsSender implements Sender {

    private static final Duration OF_USE = Duration.ofHours(4);
    private static final Duration CODE_OF_USE = Duration.ofMinutes(15);

    private final MessageTemplate template;
    private final Wording wording;
    private final SmsGateway gateway;
    private final KnownSms knownSms;
    private final Clock clock;

    SmsSender(MessageTemplate template, Wording wording, SmsGateway gateway, KnownSms knownSms,
            Clock clock) {
        this.template = template;
        this.wording = wording;
        this.gateway = gateway;
        this.knownSms = knownSms;
        this.clock = clock;
    }

    @Override
    public Handover prepare(Mailing mailing, Ready message) {
        SmsContent content = template.sms(message.locale(),
                wording.fields(mailing, message, wording.unsubscribe(mailing, message)));
        var sms = new Sms(Wording.reference(mailing, message), message.address(), content.body(),
                validity(mailing, message));
        Lost lost = message.lost();
        return lost == null ? _ -> gateway.handOver(sms) : _ -> lookUp(mailing, sms, lost);
    }

    /// Marketing that the provider does not have is not sent again, for it is only nearly sure that it has not.
    private Outcome lookUp(Mailing mailing, Sms sms, Lost lost) {
        return switch (gateway.find(sms, lost.from(), lost.until(), knownSms::contains)) {
            case Finding.Found(SentSms found) -> new Outcome.Accepted(found.sid());
            case Finding.NotFound _ -> mailing.purpose().needsConsent()
                    ? new Outcome.Rejected("NOT_AT_PROVIDER")
                    : gateway.handOver(sms);
            case Finding.Unknown(String reason) -> new Outcome.Uncertain(reason);
        };
    }

    /// A reminder is of no use after the start, a code not for long; other things wait for the morning at most.
    private Duration validity(Mailing mailing, Ready message) {
        return switch (mailing.purpose()) {
            case APPOINTMENT ->
                message.startsAt() == null ? OF_USE : Duration.between(clock.instant(), message.startsAt());
            case NOTICE -> CODE_OF_USE;
            case PROMOTION, PARTNER, REVIEW -> OF_USE;
        };
    }

    @Override
    public void close() {
        // The gateway keeps its own connections.
    }
}
