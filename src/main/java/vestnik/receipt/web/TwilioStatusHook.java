package vestnik.receipt.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vestnik.receipt.Receipt;
import vestnik.receipt.ReceiptKind;
import vestnik.receipt.Receipts;
import vestnik.vocabulary.Channel;

/// Twilio's status callbacks. They come late, twice and out of order: each is kept once, none overwrites another.
@RestController
@RequestMapping("/hooks/twilio/status")
@Tag(name = "Provider callbacks")
class TwilioStatusHook {

    private static final Pattern REFERENCE = Pattern.compile("(\\d{1,18})\\.(\\d{1,9})");
    private static final Pattern SID = Pattern.compile("[A-Z]{2}[0-9a-fA-F]{32}");
    private static final Pattern CODE = Pattern.compile("\\d{1,6}");

    private final TwilioSignature signature;
    private final Receipts receipts;

    TwilioStatusHook(TwilioSignature signature, Receipts receipts) {
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
            @RequestParam(name = "ErrorCode", defaultValue = "") String code) {
        if (!signature.isOn(request)) {
            throw forged();
        }
        var reference = REFERENCE.matcher(message);
        if (reference.matches() && SID.matcher(sid).matches()) {
            kind(status).map(kind -> new Receipt(Long.parseLong(reference.group(1)),
                    Integer.parseInt(reference.group(2)), kind, sid, CODE.matcher(code).matches() ? code : null))
                    .ifPresent(receipt -> receipts.append(Channel.SMS, receipt));
        }
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

    private static ErrorResponseException forged() {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN,
                "The signature is missing or does not fit this address and content.");
        problem.setProperty("code", "BAD_SIGNATURE");
        return new ErrorResponseException(HttpStatus.FORBIDDEN, problem, null);
    }
}
