package vestnik.console.web;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.node.ObjectNode;
import vestnik.console.access.Role;
import vestnik.console.access.SignedIn;
import vestnik.consent.Wording;
import vestnik.consent.Wordings;
import vestnik.privacy.PersonalData;
import vestnik.privacy.file.ConsentFiles;
import vestnik.privacy.file.Cover;
import vestnik.privacy.file.DemandFiles;
import vestnik.privacy.file.PatientFiles;
import vestnik.privacy.file.Visibility;
import vestnik.report.MessageReports;

/// Everything about one patient: who it is, what may be sent and why, what was agreed to, sent and demanded.
@Controller
@RequestMapping("/patients/{patient}")
class PatientFilePage {

    private static final int MESSAGES = 50;

    private final PatientFiles files;
    private final ConsentFiles consents;
    private final DemandFiles demands;
    private final MessageReports messages;
    private final Wordings wordings;
    private final PersonalData personalData;
    private final Clock clock;

    PatientFilePage(PatientFiles files, ConsentFiles consents, DemandFiles demands, MessageReports messages,
            Wordings wordings, PersonalData personalData, Clock clock) {
        this.files = files;
        this.consents = consents;
        this.demands = demands;
        this.messages = messages;
        this.wordings = wordings;
        this.personalData = personalData;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable String patient, Locale reader, Model model) {
        Cover cover = find(patient);
        model.addAttribute("cover", cover);
        model.addAttribute("requests", demands.requests(cover.id()));
        model.addAttribute("blocks", demands.blocks(cover.id()));
        return switch (cover.visibility()) {
            case OPEN -> showAll(cover, reader, model);
            case BLOCKED -> "console/patient-blocked";
            case ERASED -> showLeft(cover, reader, model);
        };
    }

    @GetMapping("/export")
    ResponseEntity<ObjectNode> export(@PathVariable String patient, @AuthenticationPrincipal SignedIn user) {
        if (find(patient).visibility() == Visibility.BLOCKED && user.role() != Role.ADMIN) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return personalData.exportTo(user.getUsername(), patient)
                .map(PatientFilePage::file)
                .orElseThrow(PatientFilePage::nothing);
    }

    private String showAll(Cover cover, Locale reader, Model model) {
        model.addAttribute("actors", files.actors(cover.id()));
        model.addAttribute("held", consents.held(cover.id()));
        model.addAttribute("history", consents.history(cover.id(), reader));
        files.preference(cover.id()).ifPresent(preference -> model.addAttribute("preference", preference));
        messages.ofPatient(cover.externalId(), null, MESSAGES)
                .ifPresent(page -> model.addAttribute("messages", page.items()));
        model.addAttribute("stops", demands.unconfirmedStops(cover.id()));
        model.addAttribute("wordings", shown());
        return "console/patient";
    }

    private String showLeft(Cover cover, Locale reader, Model model) {
        demands.erasure(cover.id()).ifPresent(erasure -> model.addAttribute("erasure", erasure));
        model.addAttribute("history", consents.history(cover.id(), reader));
        return "console/patient-erased";
    }

    // A paper may have been signed under any text that people were shown so far.
    private List<Wording> shown() {
        return wordings.list().stream()
                .filter(wording -> wording.kind() != Wording.Kind.POLICY)
                .filter(wording -> !wording.inForceAt().isAfter(clock.instant()))
                .toList();
    }

    private Cover find(String patient) {
        return files.cover(patient).orElseThrow(PatientFilePage::nothing);
    }

    private static ResponseStatusException nothing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static ResponseEntity<ObjectNode> file(ObjectNode held) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename("patient.json").build().toString())
                .cacheControl(CacheControl.noStore())
                .body(held);
    }
}
