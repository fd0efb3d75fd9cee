package vestnik.console.web;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import vestnik.alert.Alerts;
import vestnik.console.access.SignedIn;

/// What somebody should look at, and what somebody has.
@Controller
@RequestMapping("/alerts")
class AlertsPage {

    private static final int SHOWN = 100;

    private final Alerts alerts;

    AlertsPage(Alerts alerts) {
        this.alerts = alerts;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("alerts", alerts.latest(SHOWN));
        return "console/alerts";
    }

    @PostMapping("/{id}/acknowledgement")
    String acknowledge(@PathVariable long id, @AuthenticationPrincipal SignedIn user) {
        if (alerts.find(id).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        alerts.acknowledge(id, user.getUsername());
        return "redirect:/alerts";
    }
}
