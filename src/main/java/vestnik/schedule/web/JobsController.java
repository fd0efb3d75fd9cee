package vestnik.schedule.web;

import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vestnik.mailing.MailingKind;
import vestnik.mailing.PlanLine;
import vestnik.mailing.Planner;
import vestnik.schedule.MailingRuns;

/// Jobs: what one would plan, and one run of it.
@RestController
@RequestMapping("/api/v1/jobs/{job}")
class JobsController {

    private final MailingRuns runs;
    private final Planner planner;
    private final Clock clock;

    JobsController(MailingRuns runs, Planner planner, Clock clock) {
        this.runs = runs;
        this.planner = planner;
        this.clock = clock;
    }

    /// Begins a run and answers at once; the mailing tells how it goes.
    @PostMapping("/runs")
    ResponseEntity<Run> run(@PathVariable String job, @RequestBody(required = false) @Nullable Wish wish,
            Principal user) {
        var mailing = runs.launch(kind(job), orNow(wish == null ? null : wish.at()), user.getName());
        return ResponseEntity.accepted().location(URI.create("/api/v1/mailings/" + mailing.id()))
                .body(new Run(mailing.id(), job, mailing.asOf()));
    }

    /// What a run would plan, by offset, channel and reason; nothing is written.
    @GetMapping("/plan")
    List<PlanLine> plan(@PathVariable String job, @RequestParam(required = false) @Nullable Instant at) {
        return planner.preview(kind(job), orNow(at));
    }

    private Instant orNow(@Nullable Instant at) {
        return at == null ? clock.instant() : at;
    }

    private static MailingKind kind(String job) {
        return MailingRuns.scheduled(job).orElseThrow(() -> {
            var problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND,
                    "There is no such job. Jobs: appointment-reminders, review-requests, consent-confirmations.");
            problem.setProperty("code", "UNKNOWN_JOB");
            return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
        });
    }

    /// The moment to plan for; now if absent.
    record Wish(@Nullable Instant at) {}

    /// A run that was begun.
    record Run(long mailing, String job, Instant at) {}
}
