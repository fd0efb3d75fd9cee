package vestnik.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;
import vestnik.clinic.ClinicSettings;
import vestnik.clinic.Contacts;
import vestnik.consent.Links;
import vestnik.consent.SignUp;
import vestnik.consent.SignUps;
import vestnik.consent.Wording;
import vestnik.consent.Wordings;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// The public form: whoever enters an address and a birth date gets the same answer after the same time, known or not.
/// Nothing counts before the address has confirmed it.
@Controller
@RequestMapping("/subscribe")
class SubscribePage {

    private static final long NOBODY = 0;

    private final SignUps signUps;
    private final Wordings wordings;
    private final Contacts contacts;
    private final Links links;
    private final ShownPolicy policy;
    private final PatientPages pages;
    private final ClinicSettings clinic;
    private final Clock clock;
    private final Allowance perVisitor;
    private final Allowance perContact;

    SubscribePage(SignUps signUps, Wordings wordings, Contacts contacts, Links links, ShownPolicy policy,
            PatientPages pages,
            ClinicSettings clinic, Clock clock) {
        this.signUps = signUps;
        this.wordings = wordings;
        this.contacts = contacts;
        this.links = links;
        this.policy = policy;
        this.pages = pages;
        this.clinic = clinic;
        this.clock = clock;
        this.perVisitor = new Allowance(30, Duration.ofHours(1), clock);
        this.perContact = new Allowance(5, Duration.ofHours(1), clock);
    }

    @GetMapping
    ModelAndView show(HttpServletRequest request, HttpServletResponse response) {
        return form(new SubscribeForm(new LinkedMultiValueMap<>()), EnumSet.noneOf(SignUpFlaw.class), request,
                response);
    }

    @PostMapping
    ModelAndView take(@RequestParam MultiValueMap<String, String> fields, HttpServletRequest request,
            HttpServletResponse response) {
        var form = new SubscribeForm(fields);
        Optional<Map.Entry<Channel, String>> contact = contact(form);
        Set<SignUpFlaw> flaws = flaws(form, contact.isPresent());
        if (!flaws.isEmpty()) {
            return form(form, flaws, request, response);
        }
        if (!perVisitor.take(Network.of(request)) || !perContact.take(contact.orElseThrow().getValue())) {
            return pages.tooOften("patient/slow", request, response);
        }
        var signUp = new SignUp(contact.orElseThrow().getKey(), contact.orElseThrow().getValue(),
                form.birthDate().orElseThrow(), form.purposes(), form.wordings());
        long confirmation = EvenTime.of(() -> signUps.take(signUp, policy.evidence(request)).orElse(NOBODY));
        return pages.page("patient/subscribed", RequestContextUtils.getLocale(request), request, response)
                .addObject("page", links.codePage(confirmation))
                .addObject("channel", signUp.channel());
    }

    private ModelAndView form(SubscribeForm form, Set<SignUpFlaw> flaws, HttpServletRequest request,
            HttpServletResponse response) {
        Locale locale = pages.spoken(RequestContextUtils.getLocale(request), request);
        var page = pages.page("patient/subscribe", locale, request, response)
                .addObject("purposes", purposes(form, locale))
                .addObject("policy", policy.text(locale))
                .addObject("contact", form.contact())
                .addObject("birthDate", form.birthDate().map(LocalDate::toString).orElse(""))
                .addObject("flaws", flaws.stream().map(SignUpFlaw::name).toList());
        page.setStatus(flaws.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private Iterable<OfferedPurpose> purposes(SubscribeForm form, Locale locale) {
        return SubscribeForm.marketing()
                .flatMap(purpose -> inForce(purpose)
                        .map(wording -> new OfferedPurpose(purpose, wording.version(), wording.body(locale),
                                form.purposes().contains(purpose)))
                        .stream())
                .toList();
    }

    private Set<SignUpFlaw> flaws(SubscribeForm form, boolean reachable) {
        var flaws = EnumSet.noneOf(SignUpFlaw.class);
        LocalDate today = LocalDate.ofInstant(clock.instant(), clinic.zone());
        if (!reachable) {
            flaws.add(SignUpFlaw.CONTACT);
        }
        if (form.birthDate().filter(day -> !day.isAfter(today) && day.getYear() > 1900).isEmpty()) {
            flaws.add(SignUpFlaw.BIRTH_DATE);
        }
        if (form.purposes().isEmpty()) {
            flaws.add(SignUpFlaw.PURPOSE);
        }
        if (!form.wordings().equals(versions(form.purposes()))) {
            flaws.add(SignUpFlaw.WORDING);
        }
        return flaws;
    }

    private Map<Purpose, String> versions(Set<Purpose> purposes) {
        return purposes.stream().flatMap(purpose -> inForce(purpose)
                .map(wording -> Map.entry(purpose, wording.version())).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Optional<Wording> inForce(Purpose purpose) {
        return wordings.inForce(purpose, clock.instant());
    }

    private Optional<Map.Entry<Channel, String>> contact(SubscribeForm form) {
        return contacts.email(form.contact()).map(address -> Map.entry(Channel.EMAIL, address))
                .or(() -> contacts.mobile(form.contact()).map(phone -> Map.entry(Channel.SMS, phone)));
    }
}
