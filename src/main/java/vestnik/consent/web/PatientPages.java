package vestnik.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.freemarker.FreeMarkerViewResolver;
import vestnik.clinic.ClinicSettings;
import vestnik.consent.Standing;
import vestnik.consent.Subscription;
import vestnik.consent.Visitor;

/// Pages for people who came through a link, in their language unless `lang` says another. Nothing on them is personal,
/// and nothing keeps them: no cache, no search engine, no referrer.
@Component
final class PatientPages {

    private static final List<String> LANGUAGES = List.of("ru", "en");

    private final ClinicSettings clinic;
    private final FreeMarkerViewResolver views;

    PatientPages(ClinicSettings clinic, FreeMarkerViewResolver views) {
        this.clinic = clinic;
        this.views = views;
    }

    /// What is on, what is off, and the buttons that change it.
    ModelAndView standing(Visitor visitor, Standing standing, HttpServletRequest request,
            HttpServletResponse response) {
        var link = visitor.link();
        boolean stopped = standing.stopped().contains(new Subscription(link.purpose(), link.channel()));
        return page("patient/unsubscribe", visitor.locale(), HttpStatus.OK, request, response)
                .addObject("path", path(request))
                .addObject("purpose", link.purpose().name())
                .addObject("channel", link.channel().name())
                .addObject("stopped", stopped)
                .addObject("everythingStopped", standing.stopped().containsAll(Subscription.MARKETING))
                .addObject("restorable", !standing.restorable().isEmpty());
    }

    // 404, for a program that asks whether it worked must not hear that it did. Forged, broken and too old look alike.
    ModelAndView neutral(HttpServletRequest request, HttpServletResponse response) {
        return page("patient/neutral", RequestContextUtils.getLocale(request), HttpStatus.NOT_FOUND, request, response);
    }

    ModelAndView tooOften(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        ModelAndView page = neutral(request, response);
        page.setStatus(HttpStatus.TOO_MANY_REQUESTS);
        return page;
    }

    private ModelAndView page(String name, Locale usual, HttpStatus status, HttpServletRequest request,
            HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        Optional<String> chosen = chosen(request);
        var page = new ModelAndView(new SpokenView(views, name, chosen.map(Locale::forLanguageTag).orElse(usual)));
        page.setStatus(status);
        return page.addObject("clinic", clinic.name()).addObject("chosen", chosen.orElse(""));
    }

    private static Optional<String> chosen(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("lang")).filter(LANGUAGES::contains);
    }

    // /u/{token} also where the request was for what lies beneath it.
    private static String path(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.replaceFirst("/(everything|undo)$", "");
    }
}
