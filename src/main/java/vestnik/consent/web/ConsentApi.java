package vestnik.consent.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.security.Principal;
import java.time.Clock;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vestnik.consent.Asked.TooMany;
import vestnik.consent.Recording.OptedOut;
import vestnik.consent.Recording.Recorded;
import vestnik.consent.Recording.Refused;
import vestnik.consent.Recording.ToBeConfirmed;
import vestnik.consent.Recording.UnknownPatient;
import vestnik.consent.ReportedConsents;

@RestController
@RequestMapping("/api/v1/patients/{externalId}/consents")
@Tag(name = "Consents", description = "What each patient granted and withdrew, with the proof.")
class ConsentApi {

    private final PatientConsents patients;
    private final ReportedConsents reports;
    private final Clock clock;

    ConsentApi(PatientConsents patients, ReportedConsents reports, Clock clock) {
        this.patients = patients;
        this.reports = reports;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "Show what holds for a patient and the whole ledger")
    ConsentsView show(@PathVariable String externalId) {
        return patients.find(externalId).orElseThrow(ConsentProblems::unknownPatient);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Record what a patient did", description = "A grant over an opt-out needs a document and a later moment: the person's own new act. A request sends a letter and becomes a grant once it is confirmed. The answer to a withdrawal says how far it reaches.")
    ConsentsView record(@PathVariable String externalId, @Valid @RequestBody NewConsent report, Principal user) {
        return switch (reports.record(externalId, report.act(clock), user.getName())) {
            case Recorded(var reach) -> show(externalId).reaching(reach);
            case ToBeConfirmed(TooMany()) -> throw ConsentProblems.of(HttpStatus.TOO_MANY_REQUESTS, "ASKED_TOO_OFTEN",
                    "This person has been asked to confirm as often as is allowed in a day.");
            case ToBeConfirmed(_) -> show(externalId);
            case UnknownPatient() -> throw ConsentProblems.unknownPatient();
            case OptedOut(var since) -> throw ConsentProblems.of(HttpStatus.CONFLICT, "OPTED_OUT",
                    "The patient opted out at %s; only a later act of their own with its document changes that."
                            .formatted(since),
                    Map.of("since", since));
            case Refused(String field, String code, String sentence) ->
                throw ConsentProblems.field(field, code, sentence);
        };
    }
}
