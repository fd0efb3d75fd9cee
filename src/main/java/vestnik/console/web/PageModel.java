package vestnik.console.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vestnik.alert.Alerts;
import vestnik.clinic.ClinicSettings;
import vestnik.console.access.SignedIn;
import vestnik.mailing.Holds;
import vestnik.report.UncertainReports;

/// What every page of the console shows.
@ControllerAdvice(basePackageClasses = PageModel.class)
class PageModel {

    private final ClinicSettings clinic;
    private final Holds holds;
    private final Alerts alerts;
    private final UncertainReports uncertain;

    PageModel(ClinicSettings clinic, Holds holds, Alerts alerts, UncertainReports uncertain) {
        this.clinic = clinic;
        this.holds = holds;
        this.alerts = alerts;
        this.uncertain = uncertain;
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

    /// What is held now, for everybody who signed in to see.
    @ModelAttribute("holds")
    List<HoldLine> holds(@AuthenticationPrincipal @Nullable SignedIn user) {
        return user == null ? List.of() : holds.open().stream().map(HoldLine::of).toList();
    }

    /// How many alerts nobody has looked at.
    @ModelAttribute("alertsOpen")
    long alertsOpen(@AuthenticationPrincipal @Nullable SignedIn user) {
        return user == null ? 0 : alerts.countOpen();
    }

    /// How many messages wait for a decision, for whoever may decide.
    @ModelAttribute("toDecide")
    long toDecide(@AuthenticationPrincipal @Nullable SignedIn user) {
        return user != null && user.role().decidesOnUncertain() ? uncertain.countToDecide() : 0;
    }

    /// The query of this page without a choice of language, ready to take one.
    @ModelAttribute("query")
    String query() {
        var query = ServletUriComponentsBuilder.fromCurrentRequest().replaceQueryParam("language").build().getQuery();
        return query == null || query.isEmpty() ? "?" : "?" + query + "&";
    }
}
