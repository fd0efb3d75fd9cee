package vestnik.receipt.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vestnik.receipt.ReceiptSource;
import vestnik.receipt.SmsReceipts;
import vestnik.receipt.SmsStatus;

/// Twilio's status callbacks. They come late, twice and out of order: each is kept once, none overwrites another.
@RestController
@RequestMapping("/hooks/twilio/status")
@Tag(name = "Provider callbacks")
class TwilioStatusHook {

    private static final Pattern REFERENCE = Pattern.compile("(\\d{1,18})\\.(\\d{1,9})");
    private static final Pattern SID = Pattern.compile("[A-Z]{2}[0-9a-fA-F]{32}");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Pattern CODE = Pattern.compile("\\d{1,6}");

    private final TwilioSignature signature;
    private final SmsReceipts receipts;

    TwilioStatusHook(TwilioSignature signature, SmsReceipts receipts) {
        this.signature = signature;
        this.receipts = receipts;
    }

    /// Answers 204 even to what is not understood, for repeating it would not help.
    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Twilio reports what became of an SMS")
    void report(HttpServletRequest request, @RequestParam(defaultValue = "") String message,
            @RequestParam(name = "MessageSid", defaultValue = "") String sid,
            @RequestParam(name = "MessageStatus", defaultValue = "") String status,
            @RequestParam(name = "ErrorCode", defaultValue = "") String code,
            @RequestParam(name = "To", defaultValue = "") String to) {
        signature.require(request);
        var reference = REFERENCE.matcher(message);
        if (reference.matches() && SID.matcher(sid).matches()) {
            receipts.take(new SmsStatus(Long.parseLong(reference.group(1)), Integer.parseInt(reference.group(2)), sid,
                    status, matching(CODE, code), matching(PHONE, to)), ReceiptSource.CALLBACK);
        }
    }

    private static @Nullable String matching(Pattern pattern, String text) {
        return pattern.matcher(text).matches() ? text : null;
    }
}
