package vestnik.console.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/// The language a person chose, else the first of their browser's that we speak, else Russian.
@Component("localeResolver")
final class Languages implements LocaleResolver {

    static final List<Locale> SPOKEN = List.of(Locale.of("ru"), Locale.ENGLISH);

    private static final String COOKIE = "language";
    private static final String CHOSEN = Languages.class.getName();

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return chosenNow(request)
                .or(() -> chosenBefore(request))
                .or(() -> preferred(request))
                .orElse(SPOKEN.getFirst());
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale wanted) {
        if (response == null || wanted == null || !SPOKEN.contains(wanted)) {
            return;
        }
        request.setAttribute(CHOSEN, wanted);
        var cookie = ResponseCookie.from(COOKIE, wanted.getLanguage())
                .path("/").httpOnly(true).secure(request.isSecure()).sameSite("Lax").maxAge(Duration.ofDays(365));
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    private static Optional<Locale> chosenNow(HttpServletRequest request) {
        return Optional.ofNullable((Locale) request.getAttribute(CHOSEN));
    }

    private static Optional<Locale> chosenBefore(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
                .map(Cookie::getValue)
                .map(Locale::forLanguageTag)
                .filter(SPOKEN::contains);
    }

    private static Optional<Locale> preferred(HttpServletRequest request) {
        try {
            return Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))
                    .map(LanguageRange::parse)
                    .map(ranges -> Locale.lookup(ranges, SPOKEN));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
