package vestnik.console.web;

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
import vestnik.console.access.SignedIn;
import vestnik.privacy.Erasure.AlreadyErased;
import vestnik.privacy.Erasure.Erased;
import vestnik.privacy.Erasure.UnknownPatient;
import vestnik.privacy.Erasures;
import vestnik.privacy.file.Cover;
import vestnik.privacy.file.PatientFiles;
import vestnik.privacy.file.Visibility;

/// The second step of an erasure: tells what it does, and wants the patient's id once more.
@Controller
@RequestMapping("/patients/{patient}/erasure")
class ErasurePage {

    private final Erasures erasures;
    private final PatientFiles files;

    ErasurePage(Erasures erasures, PatientFiles files) {
        this.erasures = erasures;
        this.files = files;
    }

    @GetMapping
    String ask(@PathVariable String patient, Model model) {
        model.addAttribute("cover", find(patient));
        return "console/erasure";
    }

    @PostMapping
    String erase(@AuthenticationPrincipal SignedIn user, @PathVariable String patient, @RequestParam String reason,
            @RequestParam String document, @RequestParam String repeated, Model model, RedirectAttributes next) {
        Cover cover = find(patient);
        if (reason.isBlank() || document.isBlank() || !repeated.strip().equals(patient)) {
            model.addAttribute("refused", repeated.strip().equals(patient) ? "INCOMPLETE" : "ANOTHER_ID");
            return ask(patient, model);
        }
        switch (erasures.erase(patient, reason.strip(), document.strip(), user.getUsername())) {
            case Erased erased -> next.addFlashAttribute("reach", erased.reach());
            case AlreadyErased(_) -> {
            }
            case UnknownPatient() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        next.addFlashAttribute("done", "ERASED");
        next.addAttribute("left", "erased:" + cover.id());
        return "redirect:/patients/{left}";
    }

    private Cover find(String patient) {
        return files.cover(patient)
                .filter(cover -> cover.visibility() != Visibility.ERASED)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
