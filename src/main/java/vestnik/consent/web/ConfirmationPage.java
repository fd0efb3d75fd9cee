package vestnik.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;
import vestnik.consent.Confirmations;
import vestnik.consent.Confirmed;
import vestnik.consent.Confirmed.AlreadyDone;
import vestnik.consent.Confirmed.Done;
import vestnik.consent.Confirmed.Expired;
import vestnik.consent.Confirmed.Unknown;
import vestnik.consent.Confirmed.WrongCode;
import vestnik.consent.Links;
import vestnik.consent.PendingConfirmation;
import vestnik.consent.Wording;
import vestnik.consent.Wordings;
import vestnik.vocabulary.Purpose;

/// Where the link or the code of a letter confirms what was asked for: GET shows it, POST does it. Over, used and forged look
/// alike, and so do a wrong code and nobody.
@Controller
@RequestMapping("/c")
class ConfirmationPage {

    private static final int CODES_PER_PAGE = 10;

    private final Confirmations confirmations;
    private final Wordings wordings;
    private final Links links;
    private final Door door;
    private final ShownPolicy policy;
    private final PatientPages pages;
    private final Allowance codes;

    ConfirmationPage(Confirmations confirmations, Wordings wordings, Links links, Door door, ShownPolicy policy,
            PatientPages pages,
            Clock clock) {
        this.confirmations = confirmations;
        this.wordings = wordings;
        this.links = links;
        this.door = door;
        this.policy = policy;
        this.pages = pages;
        this.codes = new Allowance(CODES_PER_PAGE, clock);
    }

    @GetMapping("/{token}")
    ModelAndView show(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        return confirmations.open(token)
                .map(pending -> ask(pending, token, request, response))
                .orElseGet(() -> unusable(request, response));
    }

    @PostMapping("/{token}")
    ModelAndView confirm(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        Optional<PendingConfirmation> pending = confirmations.open(token);
        return switch (confirmations.confirm(token, policy.evidence(request))) {
            case Done done -> done(done, pending.map(PendingConfirmation::locale), request, response);
            case AlreadyDone() -> unusable(request, response);
            case Expired() -> unusable(request, response);
            case WrongCode _ -> unusable(request, response);
            case Unknown() -> unusable(request, response);
        };
    }

    @PostMapping("/code")
    ModelAndView enter(@RequestParam(defaultValue = "") String page, @RequestParam(defaultValue = "") String code,
            HttpServletRequest request, HttpServletResponse response) {
        Optional<Long> confirmation = links.openCodePage(page);
        if (confirmation.isEmpty()) {
            return unusable(request, response);
        }
        if (!codes.take(page)) {
            return pages.tooOften("patient/slow", request, response);
        }
        Confirmed confirmed = EvenTime.of(
                () -> confirmations.confirmByCode(confirmation.get(), code, Evidence.of(request)));
        return switch (confirmed) {
            case Done done -> done(done, Optional.empty(), request, response);
            case AlreadyDone() -> again(page, request, response);
            case Expired() -> again(page, request, response);
            case WrongCode _ -> again(page, request, response);
            case Unknown() -> again(page, request, response);
        };
    }

    @RequestMapping("/**")
    ModelAndView other(HttpServletRequest request, HttpServletResponse response) {
        return unusable(request, response);
    }

    private ModelAndView ask(PendingConfirmation pending, String token, HttpServletRequest request,
            HttpServletResponse response) {
        Locale locale = pages.spoken(pending.locale(), request);
        List<OfferedPurpose> offered = pending.purposes().stream().sorted()
                .map(purpose -> offered(pending, purpose, locale))
                .toList();
        return pages.page("patient/confirm", pending.locale(), request, response)
                .addObject("token", token)
                .addObject("channel", pending.channel().name())
                .addObject("purposes", offered)
                .addObject("policy", policy.text(locale));
    }

    private OfferedPurpose offered(PendingConfirmation pending, Purpose purpose, Locale locale) {
        String version = pending.wordings().getOrDefault(purpose, "");
        Function<Wording.Kind, Optional<Wording>> find = kind -> wordings.find(kind, version);
        String text = Wording.Kind.of(purpose).flatMap(find).map(wording -> wording.body(locale)).orElse("");
        return new OfferedPurpose(purpose, version, text, true);
    }

    private ModelAndView done(Done done, Optional<Locale> usual, HttpServletRequest request,
            HttpServletResponse response) {
        return pages.page("patient/confirmed", usual.orElseGet(() -> RequestContextUtils.getLocale(request)), request,
                response).addObject("granted",
                        done.subscriptions().stream()
                                .map(one -> one.purpose() + "." + one.channel()).sorted().toList());
    }

    private ModelAndView again(String page, HttpServletRequest request, HttpServletResponse response) {
        ModelAndView again = pages.page("patient/code", RequestContextUtils.getLocale(request), request, response)
                .addObject("page", page);
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    private ModelAndView unusable(HttpServletRequest request, HttpServletResponse response) {
        return switch (door.stranger(request)) {
            case Door.Knock.Welcome _ -> pages.neutral("patient/unusable", request, response);
            case Door.Knock.Stranger() -> pages.neutral("patient/unusable", request, response);
            case Door.Knock.TooOften() -> pages.tooOften("patient/unusable", request, response);
        };
    }
}
