package vestnik.console.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vestnik.console.access.SignedIn;
import vestnik.privacy.Blocking.Blocked;
import vestnik.privacy.Blocking.DueInThePast;
import vestnik.privacy.Blocking.UnknownPatient;
import vestnik.privacy.Blocks;
import vestnik.privacy.Unblocking;

/// Blocks and unblocks a patient's data.
@Controller
@RequestMapping("/patients/{patient}/block")
class BlockForms {

    private static final String BACK = "redirect:/patients/{patient}";

    private final Blocks blocks;

    BlockForms(Blocks blocks) {
        this.blocks = blocks;
    }

    @PostMapping
    String block(@AuthenticationPrincipal SignedIn user, @PathVariable String patient, @RequestParam String reason,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate dueOn,
            RedirectAttributes next) {
        if (reason.isBlank()) {
            next.addFlashAttribute("refused", "REASON_MISSING");
            return BACK;
        }
        switch (blocks.block(patient, reason.strip(), dueOn, user.getUsername())) {
            case Blocked blocked ->
                next.addFlashAttribute("done", "BLOCKED").addFlashAttribute("reach", blocked.reach());
            case DueInThePast() -> next.addFlashAttribute("refused", "DUE_IN_THE_PAST");
            case UnknownPatient() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return BACK;
    }

    @PostMapping("/lifting")
    String unblock(@AuthenticationPrincipal SignedIn user, @PathVariable String patient, RedirectAttributes next) {
        if (blocks.unblock(patient, user.getUsername()) == Unblocking.UNKNOWN_PATIENT) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        next.addFlashAttribute("done", "UNBLOCKED");
        return BACK;
    }
}
