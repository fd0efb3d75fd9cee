package vestnik.console.web;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vestnik.console.access.SignedIn;
import vestnik.dispatch.DomainPauses;
import vestnik.mailing.Control;
import vestnik.mailing.Controlled;
import vestnik.mailing.Held;
import vestnik.vocabulary.Channel;

/// Stops everything or a channel, and shows and lets go all that is held or left alone. Works without scripts.
@Controller
@RequestMapping("/stop")
class StopPage {

    private static final int LONGEST_REASON = 500;

    private final Control control;
    private final DomainPauses pauses;

    StopPage(Control control, DomainPauses pauses) {
        this.control = control;
        this.pauses = pauses;
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("channels", Channel.values());
        model.addAttribute("pauses", pauses.open());
        return "console/stop";
    }

    @PostMapping
    String stop(@RequestParam Held.Thing thing, @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String reason, @AuthenticationPrincipal SignedIn user,
            RedirectAttributes next) {
        String words = reason.isBlank()
                ? null
                : reason.strip().substring(0, Math.min(reason.strip().length(), LONGEST_REASON));
        return back(control.stop(held(thing, key), words, ControlForms.staff(user)), next);
    }

    @PostMapping("/end")
    String goOn(@RequestParam Held.Thing thing, @RequestParam(defaultValue = "") String key,
            @AuthenticationPrincipal SignedIn user, RedirectAttributes next) {
        return back(control.goOn(held(thing, key), ControlForms.staff(user)), next);
    }

    @PostMapping("/pauses/end")
    String writeAgain(@RequestParam String target, @RequestParam String scope, @RequestParam String reason,
            RedirectAttributes next) {
        pauses.open().stream()
                .filter(one -> one.target().equals(target) && one.scope().equals(scope)
                        && one.reason().name().equals(reason))
                .forEach(pauses::lift);
        return back(new Controlled.Done(), next);
    }

    private static Held held(Held.Thing thing, String key) {
        try {
            return thing.of(key);
        } catch (IllegalArgumentException unreadable) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "no such thing", unreadable);
        }
    }

    private static String back(Controlled answer, RedirectAttributes next) {
        if (!(answer instanceof Controlled.Done)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        next.addFlashAttribute("controlled", "DONE");
        return "redirect:/stop";
    }
}
