package vestnik.receipt.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;
import vestnik.clinic.ClinicSettings;
import vestnik.consent.PhoneOptOuts;
import vestnik.receipt.Keyword;
import vestnik.receipt.Replies;
import vestnik.receipt.Reply;

/// What people send us by SMS. Answers in TwiML, in the reader's language; says nothing if Twilio has answered already.
@RestController
@RequestMapping("/hooks/twilio/inbound")
@Tag(name = "Provider callbacks")
class TwilioInboundHook {

    private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Pattern SID = Pattern.compile("[A-Z]{2}[0-9a-fA-F]{32}");
    private static final Pattern RUSSIAN = Pattern.compile("\\p{IsCyrillic}");
    private static final String SILENCE = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";
    private static final String ANSWER = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Message>%s</Message></Response>";

    private final TwilioSignature signature;
    private final Replies replies;
    private final PhoneOptOuts optOuts;
    private final ClinicSettings clinic;
    private final MessageSource words;

    TwilioInboundHook(TwilioSignature signature, Replies replies, PhoneOptOuts optOuts, ClinicSettings clinic,
            MessageSource words) {
        this.signature = signature;
        this.replies = replies;
        this.optOuts = optOuts;
        this.clinic = clinic;
        this.words = words;
    }

    /// Answers with silence also to what is not understood, for repeating it would not help.
    @PostMapping(produces = MediaType.APPLICATION_XML_VALUE + ";charset=UTF-8")
    @Operation(summary = "Twilio hands over an SMS that somebody sent us")
    String receive(HttpServletRequest request, @RequestParam(name = "From", defaultValue = "") String from,
            @RequestParam(name = "Body", defaultValue = "") String body,
            @RequestParam(name = "MessageSid", defaultValue = "") String sid,
            @RequestParam(name = "OptOutType", defaultValue = "") String optOutType) {
        signature.require(request);
        if (!PHONE.matcher(from).matches() || !SID.matcher(sid).matches()) {
            return SILENCE;
        }
        Optional<Keyword> answeredByTwilio = Keyword.ofType(optOutType);
        Reply reply = replies.take(from, sid, answeredByTwilio.or(() -> Keyword.in(body)));
        return answeredByTwilio.isPresent() ? SILENCE : answer(reply, from, body);
    }

    private String answer(Reply reply, String from, String body) {
        return switch (reply) {
            case STOPPED -> say("sms.stopped", from, body);
            case STOPPING -> say("sms.stopping", from, body);
            case STARTED -> say("sms.started", from, body);
            case HELP -> say("sms.help", from, body);
            case NOTED -> SILENCE;
        };
    }

    private String say(String key, String from, String body) {
        Locale locale = optOuts.locale(from).orElseGet(() -> languageOf(body));
        String text = words.getMessage(key, new Object[]{clinic.name()}, locale);
        return ANSWER.formatted(HtmlUtils.htmlEscape(text, "UTF-8"));
    }

    private Locale languageOf(String body) {
        return RUSSIAN.matcher(body).find() ? Locale.of("ru") : clinic.locale();
    }
}
