package vestnik.console.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vestnik.clinic.ClinicSettings;
import vestnik.console.access.SignedIn;

/// What every page of the console shows.
@ControllerAdvice(basePackageClasses = PageModel.class)
class PageModel {

    private final ClinicSettings clinic;

    PageModel(ClinicSettings clinic) {
        this.clinic = clinic;
    }

    @ModelAttribute("clinic")
    String clinic() {
        return clinic.name();
    }

    @ModelAttribute("zone")
    String zone() {
        return clinic.zone().getId();
    }

    @ModelAttribute("user")
    @Nullable
    SignedIn user(@AuthenticationPrincipal @Nullable SignedIn user) {
        return user;
    }

    @ModelAttribute("csrf")
    @Nullable
    CsrfToken csrf(HttpServletRequest request) {
        return (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    }

    @ModelAttribute("times")
    Times times(Locale locale) {
        return new Times(clinic.zone(), locale);
    }

    /// The query of this page without a choice of language, ready to take one.
    @ModelAttribute("query")
    String query() {
        var query = ServletUriComponentsBuilder.fromCurrentRequest().replaceQueryParam("language").build().getQuery();
        return query == null || query.isEmpty() ? "?" : "?" + query + "&";
    }
}
