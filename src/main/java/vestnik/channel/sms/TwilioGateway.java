package vestnik.channel.sms;

import com.twilio.exception.TwilioException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vestnik.channel.Outcome;

/// Hands SMS to Twilio over connections that are kept open. Twilio keeps neither the text nor the whole number, and nothing is
/// scheduled there: what waits at the provider cannot see an opt-out or a cancellation.
@Component
final class TwilioGateway implements SmsGateway {

    private static final long LONGEST_VALIDITY = 36_000;

    private final TwilioRestClient twilio;
    private final TwilioRegister register;
    private final TwilioSettings settings;
    private final String statusCallback;

    TwilioGateway(TwilioSettings settings, @Value("${vestnik.public-url}") URI publicUrl) {
        this.settings = settings;
        twilio = new TwilioRestClient.Builder(settings.accountSid(), settings.authToken())
                .httpClient(new OneRequestClient(settings))
                .build();
        register = new TwilioRegister(twilio);
        statusCallback = publicUrl.toString().replaceAll("/+$", "") + "/hooks/twilio/status?message=";
    }

    @Override
    public Outcome handOver(Sms sms) {
        try {
            return new Outcome.Accepted(creator(sms).create(twilio).getSid());
        } catch (Refusal refusal) {
            return TwilioVerdict.of(refusal);
        } catch (TwilioException lost) {
            return TwilioVerdict.of(lost);
        }
    }

    @Override
    public Finding find(Sms sms, Instant from, Instant until, Predicate<String> known) {
        return register.find(sms, from, until, known);
    }

    @Override
    public Finding fetch(String sid) {
        return register.fetch(sid);
    }

    private MessageCreator creator(Sms sms) {
        return from(new PhoneNumber(sms.to()), sms.body())
                .setStatusCallback(
                        URI.create(statusCallback + URLEncoder.encode(sms.reference(), StandardCharsets.UTF_8)))
                .setValidityPeriod(seconds(sms.validity()))
                .setContentRetention(Message.ContentRetention.DISCARD)
                .setAddressRetention(Message.AddressRetention.OBFUSCATE);
    }

    private MessageCreator from(PhoneNumber to, String body) {
        String service = settings.messagingServiceSid();
        return service == null
                ? Message.creator(to, new PhoneNumber(settings.from()), body)
                : Message.creator(to, service, body);
    }

    /// Twilio takes 1 to 36000 s.
    private static int seconds(Duration validity) {
        return (int) Math.clamp(validity.toSeconds(), 1, LONGEST_VALIDITY);
    }
}
