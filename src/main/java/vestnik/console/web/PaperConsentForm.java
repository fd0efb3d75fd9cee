package vestnik.console.web;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vestnik.audit.AuditTrail;
import vestnik.clinic.ClinicSettings;
import vestnik.console.access.SignedIn;
import vestnik.consent.Act;
import vestnik.consent.NewAct;
import vestnik.consent.Reach;
import vestnik.consent.Recording;
import vestnik.consent.Recording.OptedOut;
import vestnik.consent.Recording.Recorded;
import vestnik.consent.Recording.Refused;
import vestnik.consent.Recording.ToBeConfirmed;
import vestnik.consent.Recording.UnknownPatient;
import vestnik.consent.ReportedConsents;
import vestnik.consent.Source;
import vestnik.consent.Subscription;
import vestnik.privacy.file.Cover;
import vestnik.privacy.file.PatientFiles;
import vestnik.privacy.file.Visibility;

/// Records what a patient, or who acts for them, signed on paper.
@Controller
class PaperConsentForm {

    private final PatientFiles files;
    private final ReportedConsents reports;
    private final AuditTrail audit;
    private final ClinicSettings clinic;
    private final Clock clock;

    PaperConsentForm(PatientFiles files, ReportedConsents reports, AuditTrail audit, ClinicSettings clinic,
            Clock clock) {
        this.files = files;
        this.reports = reports;
        this.audit = audit;
        this.clinic = clinic;
        this.clock = clock;
    }

    @PostMapping("/patients/{patient}/consents")
    String record(@AuthenticationPrincipal SignedIn user, @PathVariable String patient,
            @ModelAttribute PaperConsent paper, RedirectAttributes next) {
        Cover cover = files.cover(patient)
                .filter(found -> found.visibility() == Visibility.OPEN)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Optional<String> flaw = flaw(paper, cover);
        if (flaw.isPresent()) {
            next.addFlashAttribute("refused", flaw.get());
        } else {
            List<Outcome> outcomes = paper.subscriptions().stream()
                    .map(subscription -> record(subscription, paper, cover, user.getUsername()))
                    .toList();
            next.addFlashAttribute("outcomes", outcomes);
        }
        return "redirect:/patients/{patient}";
    }

    private static Optional<String> flaw(PaperConsent paper, Cover cover) {
        if (paper.chosen().isEmpty()) {
            return Optional.of("CHANNEL_MISSING");
        }
        if (paper.document().isBlank()) {
            return Optional.of("DOCUMENT_MISSING");
        }
        if (paper.act() == Act.REQUEST) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        if (paper.act() == Act.GRANT && paper.purpose() == null) {
            return Optional.of("ONE_PURPOSE");
        }
        boolean byAnother = given(paper.representative()) != null;
        if (paper.act() == Act.GRANT && byAnother != cover.inCare()) {
            return Optional.of(cover.inCare() ? "REPRESENTATIVE_MISSING" : "ACTS_THEMSELVES");
        }
        return Optional.empty();
    }

    private Outcome record(Subscription subscription, PaperConsent paper, Cover cover, String by) {
        var act = new NewAct(subscription, paper.act(), at(paper), Source.PAPER, paper.document().strip(),
                paper.act() == Act.GRANT ? given(paper.wording()) : null, given(paper.representative()));
        Recording recording = reports.record(cover.externalId(), act, by);
        if (recording instanceof Recorded) {
            audit.append(by, "record-consent", "patient:" + cover.id(), Map.of("purpose", subscription.purpose().name(),
                    "channel", subscription.channel().name(), "act", paper.act().name()));
        }
        return switch (recording) {
            case Recorded(Reach reach) -> new Outcome(subscription, "RECORDED", reach);
            case ToBeConfirmed(_) -> throw new IllegalStateException("a paper asks for nothing");
            case UnknownPatient() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case OptedOut(_) -> new Outcome(subscription, "OPTED_OUT", Reach.COMPLETE);
            case Refused(_, String code, _) -> new Outcome(subscription, code, Reach.COMPLETE);
        };
    }

    private Instant at(PaperConsent paper) {
        return paper.at() == null ? clock.instant() : paper.at().atZone(clinic.zone()).toInstant();
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /// What became of one purpose on one channel: RECORDED, or the code of the refusal.
    public record Outcome(Subscription subscription, String code, Reach reach) {}
}
