package vestnik.console.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vestnik.clinic.ClinicSettings;
import vestnik.console.access.SignedIn;
import vestnik.privacy.Closing;
import vestnik.privacy.OpenRequest;
import vestnik.privacy.Requests;
import vestnik.report.PatientNames;

/// What people asked of the clinic, the first due first.
@Controller
@RequestMapping("/requests")
class RequestsPage {

    private final Requests requests;
    private final PatientNames names;
    private final ClinicSettings clinic;
    private final Clock clock;

    RequestsPage(Requests requests, PatientNames names, ClinicSettings clinic, Clock clock) {
        this.requests = requests;
        this.names = names;
        this.clinic = clinic;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        List<OpenRequest> open = requests.open();
        model.addAttribute("requests", open);
        model.addAttribute("names", names.of(open.stream().map(OpenRequest::patient).distinct().toList()));
        model.addAttribute("today", LocalDate.ofInstant(clock.instant(), clinic.zone()));
        return "console/requests";
    }

    @PostMapping("/{id}/closing")
    String close(@AuthenticationPrincipal SignedIn user, @PathVariable long id, @RequestParam String answer,
            @RequestParam(required = false) @Nullable String patient, RedirectAttributes next) {
        if (answer.isBlank()) {
            next.addFlashAttribute("refused", "ANSWER_MISSING");
            return back(patient, next);
        }
        Closing closing = requests.close(id, answer.strip(), user.getUsername());
        if (closing == Closing.UNKNOWN_REQUEST) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        next.addFlashAttribute("done", closing == Closing.CLOSED ? "CLOSED" : "CLOSED_BEFORE");
        return back(patient, next);
    }

    private static String back(@Nullable String patient, RedirectAttributes next) {
        if (patient == null) {
            return "redirect:/requests";
        }
        next.addAttribute("patient", patient);
        return "redirect:/patients/{patient}";
    }
}
