package vestnik.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vestnik.consent.Chosen;
import vestnik.consent.ChosenConsents;
import vestnik.consent.Links;
import vestnik.consent.Preferences;
import vestnik.consent.Preferring;
import vestnik.consent.Preferring.Kept;
import vestnik.consent.Preferring.Nobody;
import vestnik.consent.Preferring.NoSuchPause;
import vestnik.consent.Reach;
import vestnik.consent.Visitor;
import vestnik.consent.Ward;
import vestnik.consent.Wards;
import vestnik.consent.web.Door.Knock;

/// All that a reader may set, for each of their wards, behind the token of the unsubscribe link: one link a message, and
/// safe to forward. GET shows, only POST acts.
@Controller
@RequestMapping("/p")
class PreferencePage {

    private final Door door;
    private final Wards wards;
    private final WardForms forms;
    private final ChosenConsents consents;
    private final Preferences preferences;
    private final Links links;
    private final ShownPolicy policy;
    private final PatientPages pages;

    PreferencePage(Door door, Wards wards, WardForms forms, ChosenConsents consents, Preferences preferences,
            Links links, ShownPolicy policy, PatientPages pages) {
        this.door = door;
        this.wards = wards;
        this.forms = forms;
        this.consents = consents;
        this.preferences = preferences;
        this.links = links;
        this.policy = policy;
        this.pages = pages;
    }

    @GetMapping("/{token}")
    ModelAndView show(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        return switch (door.knock(token, request)) {
            case Knock.Welcome(Visitor visitor) -> page(visitor, token, null, request, response);
            case Knock.Stranger() -> pages.neutral(request, response);
            case Knock.TooOften() -> pages.tooOften(request, response);
        };
    }

    @PostMapping("/{token}")
    ModelAndView save(@PathVariable String token, @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request, HttpServletResponse response) {
        return switch (door.knock(token, request)) {
            case Knock.Welcome(Visitor visitor) -> page(visitor, token,
                    save(visitor, new PreferenceForm(fields), request).orElse(null), request, response);
            case Knock.Stranger() -> pages.neutral(request, response);
            case Knock.TooOften() -> pages.tooOften(request, response);
        };
    }

    @RequestMapping("/**")
    ModelAndView other(HttpServletRequest request, HttpServletResponse response) {
        return switch (door.stranger(request)) {
            case Knock.Welcome _ -> pages.neutral(request, response);
            case Knock.Stranger() -> pages.neutral(request, response);
            case Knock.TooOften() -> pages.tooOften(request, response);
        };
    }

    private Optional<Saved> save(Visitor visitor, PreferenceForm form, HttpServletRequest request) {
        return wards.of(visitor).stream()
                .filter(ward -> form.isFor(ward.patientId()))
                .findFirst()
                .map(ward -> save(visitor, ward, form, request));
    }

    // What is stopped is stopped first, whatever else of the form is wrong.
    private Saved save(Visitor visitor, Ward ward, PreferenceForm form, HttpServletRequest request) {
        Chosen chosen = consents.choose(visitor, ward, form.selection(), policy.evidence(request));
        String codePage = chosen.confirmation().map(links::codePage).orElse(null);
        return switch (wish(visitor, ward, form)) {
            case Kept(Reach reach) -> new Saved(ward.patientId(), chosen, worse(reach, chosen.reach()), codePage, null);
            case NoSuchPause(var earliest, var latest) -> new Saved(ward.patientId(), chosen, chosen.reach(), codePage,
                    PauseDays.between(earliest, latest, pages.spoken(visitor.locale(), request)));
            case Nobody() -> new Saved(ward.patientId(), chosen, chosen.reach(), codePage, null);
        };
    }

    private Preferring wish(Visitor visitor, Ward ward, PreferenceForm form) {
        return form.wish()
                .map(wish -> preferences.change(ward.patientId(), wish, visitor.actor()))
                .orElseGet(() -> new NoSuchPause(ward.today().plusDays(1), ward.today().plusYears(1)));
    }

    private ModelAndView page(Visitor visitor, String token, @Nullable Saved saved, HttpServletRequest request,
            HttpServletResponse response) {
        Locale locale = pages.spoken(visitor.locale(), request);
        List<WardForm> shown = wards.of(visitor).stream().map(ward -> forms.form(visitor, ward, locale)).toList();
        return pages.page("patient/preferences", visitor.locale(), request, response)
                .addObject("token", token)
                .addObject("wards", shown)
                .addObject("policy", policy.text(locale))
                .addObject("saved", saved);
    }

    private static Reach worse(Reach one, Reach other) {
        return one == Reach.COMPLETE ? other : one;
    }
}
