package vestnik.privacy.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vestnik.consent.Choices;
import vestnik.consent.ChosenConsents;
import vestnik.consent.ConfirmationKind;
import vestnik.consent.Confirmations;
import vestnik.consent.Confirmed.AlreadyDone;
import vestnik.consent.Confirmed.Done;
import vestnik.consent.Confirmed.Expired;
import vestnik.consent.Confirmed.Unknown;
import vestnik.consent.Confirmed.WrongCode;
import vestnik.consent.Links;
import vestnik.consent.Visitor;
import vestnik.consent.Ward;
import vestnik.consent.Wards;
import vestnik.consent.web.Door;
import vestnik.consent.web.Door.Knock;
import vestnik.consent.web.Evidence;
import vestnik.consent.web.PatientPages;
import vestnik.privacy.Made;
import vestnik.privacy.PersonalData;
import vestnik.privacy.RequestKind;
import vestnik.privacy.Requests;

/// What people may demand of their data, behind the link of a message. A link may be forwarded, so each demand needs a code
/// that is sent to the reader's address; one code does one thing.
@Controller
@RequestMapping("/p/{token}/data")
class DataPage {

    private final Door door;
    private final Wards wards;
    private final ChosenConsents consents;
    private final Confirmations confirmations;
    private final Links links;
    private final PersonalData personalData;
    private final Requests requests;
    private final PatientPages pages;

    DataPage(Door door, Wards wards, ChosenConsents consents, Confirmations confirmations, Links links,
            PersonalData personalData, Requests requests, PatientPages pages) {
        this.door = door;
        this.wards = wards;
        this.consents = consents;
        this.confirmations = confirmations;
        this.links = links;
        this.personalData = personalData;
        this.requests = requests;
        this.pages = pages;
    }

    @GetMapping({"", "/code"})
    Object show(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        return answer(token, request, response, visitor -> choose(visitor, token, request, response));
    }

    @PostMapping
    Object ask(@PathVariable String token, @RequestParam(defaultValue = "") String patient,
            @RequestParam(defaultValue = "") String what, @RequestParam(defaultValue = "") String words,
            HttpServletRequest request, HttpServletResponse response) {
        return answer(token, request, response, visitor -> demand(visitor, patient, what, words)
                .map(demand -> ask(visitor, token, demand, request, response))
                .orElseGet(() -> choose(visitor, token, request, response)));
    }

    @PostMapping("/code")
    Object enter(@PathVariable String token, @RequestParam(defaultValue = "") String patient,
            @RequestParam(defaultValue = "") String what, @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String page, @RequestParam(defaultValue = "") String code,
            HttpServletRequest request, HttpServletResponse response) {
        return answer(token, request, response, visitor -> demand(visitor, patient, what, words)
                .map(demand -> enter(visitor, token, demand, page, code, request, response))
                .orElseGet(() -> choose(visitor, token, request, response)));
    }

    private Object answer(String token, HttpServletRequest request, HttpServletResponse response,
            Function<Visitor, Object> act) {
        return switch (door.knock(token, request)) {
            case Knock.Welcome(Visitor visitor) -> act.apply(visitor);
            case Knock.Stranger() -> pages.neutral(request, response);
            case Knock.TooOften() -> pages.tooOften(request, response);
        };
    }

    private Object choose(Visitor visitor, String token, HttpServletRequest request, HttpServletResponse response) {
        return page("patient/data", visitor, token, request, response)
                .addObject("wards", reachable(visitor));
    }

    private Object ask(Visitor visitor, String token, Demand demand, HttpServletRequest request,
            HttpServletResponse response) {
        return confirmations
                .askAccess(demand.patientId(), visitor.representativeId(), visitor.link().channel(),
                        evidence(visitor, request))
                .awaited()
                .<Object>map(id -> code(visitor, token, demand, links.codePage(id), false, request, response))
                .orElseGet(() -> page("patient/data-wait", visitor, token, request, response));
    }

    private Object enter(Visitor visitor, String token, Demand demand, String page, String code,
            HttpServletRequest request, HttpServletResponse response) {
        long confirmation = links.openCodePage(page).orElse(0L);
        var evidence = evidence(visitor, request);
        return switch (confirmations.confirmByCode(confirmation, code, evidence)) {
            case Done(var kind, long patient, _) when kind == ConfirmationKind.ACCESS
                    && patient == demand.patientId() -> {
                evidence.put("confirmation", Long.toString(confirmation));
                yield fulfil(visitor, token, demand, evidence, request, response);
            }
            case Done _ -> code(visitor, token, demand, page, true, request, response);
            case AlreadyDone() -> code(visitor, token, demand, page, true, request, response);
            case Expired() -> code(visitor, token, demand, page, true, request, response);
            case WrongCode _ -> code(visitor, token, demand, page, true, request, response);
            case Unknown() -> code(visitor, token, demand, page, true, request, response);
        };
    }

    private Object fulfil(Visitor visitor, String token, Demand demand, Map<String, String> evidence,
            HttpServletRequest request, HttpServletResponse response) {
        return switch (demand.what()) {
            case EXPORT -> export(visitor, demand);
            case CORRECTION -> make(RequestKind.CORRECTION, visitor, token, demand, evidence, request, response);
            case BLOCKING -> make(RequestKind.BLOCKING, visitor, token, demand, evidence, request, response);
            case ERASURE -> make(RequestKind.ERASURE, visitor, token, demand, evidence, request, response);
        };
    }

    private Object export(Visitor visitor, Demand demand) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename("my-data.json").build().toString())
                .body(personalData.export(demand.patientId(), visitor.representativeId()).orElseThrow());
    }

    private Object make(RequestKind kind, Visitor visitor, String token, Demand demand, Map<String, String> evidence,
            HttpServletRequest request, HttpServletResponse response) {
        Made made = requests.make(demand.patientId(), visitor.representativeId(), kind, demand.words(), evidence)
                .orElseThrow();
        Locale locale = pages.spoken(visitor.locale(), request);
        var day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
        return page("patient/data-done", visitor, token, request, response)
                .addObject("kind", kind.name())
                .addObject("dueOn", day.format(made.dueOn()))
                .addObject("reach", made.reach().name());
    }

    private ModelAndView code(Visitor visitor, String token, Demand demand, String page, boolean again,
            HttpServletRequest request, HttpServletResponse response) {
        var answer = page("patient/data-code", visitor, token, request, response)
                .addObject("demand", demand)
                .addObject("channel", visitor.link().channel().name())
                .addObject("page", page)
                .addObject("again", again);
        answer.setStatus(again ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
        return answer;
    }

    private ModelAndView page(String name, Visitor visitor, String token, HttpServletRequest request,
            HttpServletResponse response) {
        return pages.page(name, visitor.locale(), request, response).addObject("token", token);
    }

    private Optional<Demand> demand(Visitor visitor, String patient, String what, String words) {
        return reachable(visitor).stream()
                .filter(ward -> patient.equals(Long.toString(ward.patientId())))
                .findFirst()
                .flatMap(ward -> Demand.of(ward, what, words));
    }

    // While data are blocked no code is sent either: then only the clinic itself can answer.
    private List<Ward> reachable(Visitor visitor) {
        return wards.of(visitor).stream().filter(ward -> switch (consents.choices(ward)) {
            case Choices.Open _ -> true;
            case Choices.Blocked() -> false;
        }).toList();
    }

    private static Map<String, String> evidence(Visitor visitor, HttpServletRequest request) {
        var evidence = new HashMap<>(Evidence.of(request));
        evidence.put("message", visitor.message());
        return evidence;
    }
}
