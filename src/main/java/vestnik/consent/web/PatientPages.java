package vestnik.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.freemarker.FreeMarkerViewResolver;
import vestnik.clinic.ClinicSettings;
import vestnik.consent.Reach;
import vestnik.consent.Standing;
import vestnik.consent.Subscription;
import vestnik.consent.Visitor;
import vestnik.consent.web.Door.Knock;

/// Pages for people who came through a link, in their language unless `lang` says another. Nothing on them is personal,
/// and nothing keeps them: no cache, no search engine, no referrer.
@Component
public final class PatientPages {

    private static final List<String> LANGUAGES = List.of("ru", "en");

    private final ClinicSettings clinic;
    private final FreeMarkerViewResolver views;
    private final MessageSource words;

    PatientPages(ClinicSettings clinic, FreeMarkerViewResolver views, MessageSource words) {
        this.clinic = clinic;
        this.words = words;
        this.views = views;
    }

    /// Lets in who has a link, and tells others that it is none or that they must wait.
    ModelAndView answer(Knock knock, HttpServletRequest request, HttpServletResponse response,
            Function<Visitor, ModelAndView> welcome) {
        return switch (knock) {
            case Knock.Welcome(Visitor visitor) -> welcome.apply(visitor);
            case Knock.Stranger() -> neutral(request, response);
            case Knock.TooOften() -> tooOften(request, response);
        };
    }

    /// What is on, what is off, and the buttons that change it.
    ModelAndView standing(Visitor visitor, String token, Standing standing, HttpServletRequest request,
            HttpServletResponse response) {
        var link = visitor.link();
        boolean stopped = standing.stopped().contains(new Subscription(link.purpose(), link.channel()));
        return page("patient/unsubscribe", visitor.locale(), request, response)
                .addObject("token", token)
                .addObject("purpose", link.purpose().name())
                .addObject("channel", link.channel().name())
                .addObject("stopped", stopped)
                .addObject("everythingStopped", standing.stopped().containsAll(Subscription.MARKETING))
                .addObject("restorable", !standing.restorable().isEmpty());
    }

    /// The same for a program that unsubscribes in a person's name: that it worked, and how far it reaches.
    ModelAndView stopped(Visitor visitor, Reach reach, HttpServletResponse response) {
        closed(response);
        String done = words.getMessage("unsubscribe.stopped.title", null, visitor.locale());
        return new ModelAndView(new PlainText(reach == Reach.COMPLETE
                ? done
                : done + "\n" + words.getMessage("unsubscribe.reach", null, visitor.locale())));
    }

    /// A page for whom it is meant.
    public ModelAndView page(String name, Locale usual, HttpServletRequest request, HttpServletResponse response) {
        return page(name, usual, HttpStatus.OK, request, response);
    }

    /// The language in which a page is shown to somebody who usually reads another.
    public Locale spoken(Locale usual, HttpServletRequest request) {
        return chosen(request).map(Locale::forLanguageTag).orElse(usual);
    }

    /// For whoever has no link of ours.
    public ModelAndView neutral(HttpServletRequest request, HttpServletResponse response) {
        return neutral("patient/neutral", request, response);
    }

    // 404, for a program that asks whether it worked must not hear that it did. Forged, broken and too old look alike.
    ModelAndView neutral(String name, HttpServletRequest request, HttpServletResponse response) {
        return page(name, RequestContextUtils.getLocale(request), HttpStatus.NOT_FOUND, request, response);
    }

    /// For whoever must wait.
    public ModelAndView tooOften(HttpServletRequest request, HttpServletResponse response) {
        return tooOften("patient/neutral", request, response);
    }

    ModelAndView tooOften(String name, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        return page(name, RequestContextUtils.getLocale(request), HttpStatus.TOO_MANY_REQUESTS, request, response);
    }

    private ModelAndView page(String name, Locale usual, HttpStatus status, HttpServletRequest request,
            HttpServletResponse response) {
        closed(response);
        var page = new ModelAndView(new SpokenView(views, name, spoken(usual, request)));
        page.setStatus(status);
        return page.addObject("clinic", clinic.name()).addObject("chosen", chosen(request).orElse(""));
    }

    private static void closed(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
    }

    private static Optional<String> chosen(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("lang")).filter(LANGUAGES::contains);
    }
}
