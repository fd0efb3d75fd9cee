package vestnik.console.web;

import java.time.Clock;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import vestnik.audit.AuditTrail;
import vestnik.console.access.SignedIn;
import vestnik.mailing.MailingKind;
import vestnik.schedule.MailingRuns;

/// Runs a job now. Running one twice sends nothing twice.
@Controller
class JobButtons {

    private final MailingRuns runs;
    private final AuditTrail audit;
    private final Clock clock;

    JobButtons(MailingRuns runs, AuditTrail audit, Clock clock) {
        this.runs = runs;
        this.audit = audit;
        this.clock = clock;
    }

    @PostMapping("/jobs/{job}/runs")
    String run(@AuthenticationPrincipal SignedIn user, @PathVariable String job) {
        MailingKind kind = MailingRuns.scheduled(job)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var mailing = runs.launch(kind, clock.instant(), user.getUsername());
        audit.append(user.getUsername(), "run-job", "mailing:" + mailing.id(), Map.of("job", job));
        return "redirect:/mailings/" + mailing.id();
    }
}
