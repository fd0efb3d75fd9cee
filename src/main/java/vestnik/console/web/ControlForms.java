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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vestnik.console.access.SignedIn;
import vestnik.mailing.Control;
import vestnik.mailing.Controlled;
import vestnik.mailing.Staff;
import vestnik.report.MailingReports;

/// Pauses, lets go on and cancels a mailing.
@Controller
@RequestMapping("/mailings/{id}")
class ControlForms {

    private final Control control;
    private final MailingReports mailings;

    ControlForms(Control control, MailingReports mailings) {
        this.control = control;
        this.mailings = mailings;
    }

    @PostMapping("/pause")
    String pause(@PathVariable long id, @AuthenticationPrincipal SignedIn user, RedirectAttributes next) {
        return back(id, control.pauseMailing(id, null, staff(user)), next);
    }

    @PostMapping("/resumption")
    String resume(@PathVariable long id, @AuthenticationPrincipal SignedIn user, RedirectAttributes next) {
        return back(id, control.resumeMailing(id, staff(user)), next);
    }

    /// What cancelling means, before it is done.
    @GetMapping("/cancellation")
    String ask(@PathVariable long id, @AuthenticationPrincipal SignedIn user, Model model) {
        model.addAttribute("shown", mailings.find(id).map(MailingPages.Shown::new)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        if (!control.mayControl(id, staff(user))) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return "console/cancellation";
    }

    @PostMapping("/cancellation")
    String cancel(@PathVariable long id, @AuthenticationPrincipal SignedIn user, RedirectAttributes next) {
        return back(id, control.cancel(id, staff(user)), next);
    }

    static Staff staff(SignedIn user) {
        return new Staff(user.getUsername(),
                user.role().stopsEverything() ? Staff.Power.EVERYTHING : Staff.Power.OWN_CAMPAIGNS);
    }

    private static String back(long id, Controlled answer, RedirectAttributes next) {
        switch (answer) {
            case Controlled.Done() -> next.addFlashAttribute("controlled", "DONE");
            case Controlled.HeldByAnother(_) -> next.addFlashAttribute("controlled", "HELD_BY_ANOTHER");
            case Controlled.Over() -> next.addFlashAttribute("controlled", "OVER");
            case Controlled.NotYours() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case Controlled.Unknown() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:/mailings/" + id;
    }
}
