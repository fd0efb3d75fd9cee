package vestnik.console.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vestnik.console.access.SignedIn;
import vestnik.dispatch.Decided;
import vestnik.dispatch.UncertainMessages;
import vestnik.dispatch.UncertainMessages.Decision;
import vestnik.report.MailingReport;
import vestnik.report.MailingReports;
import vestnik.report.MessageReports.Position;
import vestnik.report.PatientNames;
import vestnik.report.UncertainLine;
import vestnik.report.UncertainReports;

/// Messages of which nobody knows whether they arrived, and what a person decides of them. Works without scripts.
@Controller
class UncertainPage {

    private static final int SHOWN = 20;

    private final UncertainReports reports;
    private final UncertainMessages messages;
    private final MailingReports mailings;
    private final PatientNames names;

    UncertainPage(UncertainReports reports, UncertainMessages messages, MailingReports mailings, PatientNames names) {
        this.reports = reports;
        this.messages = messages;
        this.mailings = mailings;
        this.names = names;
    }

    @GetMapping("/uncertain")
    String list(@RequestParam(required = false) @Nullable Long mailing,
            @RequestParam(required = false) @Nullable String before, @AuthenticationPrincipal SignedIn user,
            Model model) {
        var page = reports.list(mailing, position(before), SHOWN);
        model.addAttribute("messages", page.items());
        model.addAttribute("more", page.more());
        model.addAttribute("before", before);
        model.addAttribute("decisions", Decision.values());
        if (mailing != null) {
            model.addAttribute("mailing", find(mailing));
            model.addAttribute("number", reports.countOf(mailing));
        }
        if (user.role().seesNames()) {
            model.addAttribute("names",
                    names.of(page.items().stream().map(UncertainLine::patient).distinct().toList()));
        }
        return "console/uncertain";
    }

    @PostMapping("/mailings/{id}/messages/{ordinal}/decision")
    String decide(@PathVariable long id, @PathVariable int ordinal, @RequestParam Decision decision,
            @RequestParam(defaultValue = "false") boolean only, @AuthenticationPrincipal SignedIn user,
            RedirectAttributes next) {
        Decided decided = messages.decide(id, ordinal, decision, user.getUsername());
        if (decided == Decided.UNKNOWN) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        next.addFlashAttribute("decided", decided == Decided.DONE ? "DONE." + decision : decided.name());
        next.addFlashAttribute("decidedOn", new Position(id, ordinal).reference());
        return back(id, only, next);
    }

    /// @param number how many the page told that there are; if there are more or fewer now, nothing is done
    @PostMapping("/mailings/{id}/uncertain-messages/decision")
    String decideAll(@PathVariable long id, @RequestParam Decision decision, @RequestParam long number,
            @RequestParam(defaultValue = "false") boolean sure, @AuthenticationPrincipal SignedIn user,
            RedirectAttributes next) {
        MailingReport mailing = find(id);
        if (!sure) {
            next.addFlashAttribute("decided", "NOT_SURE");
        } else if (decision == Decision.SEND_AGAIN && mailing.cancelledAt() != null) {
            next.addFlashAttribute("decided", "CANCELLED");
        } else {
            messages.decideAll(id, decision, user.getUsername(), number).ifPresentOrElse(
                    done -> next.addFlashAttribute("decidedAll", done),
                    () -> next.addFlashAttribute("decided", "CHANGED"));
        }
        return back(id, true, next);
    }

    private MailingReport find(long id) {
        return mailings.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static @Nullable Position position(@Nullable String before) {
        if (before != null && !before.matches(Position.REFERENCE)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return Position.of(before);
    }

    private static String back(long mailing, boolean only, RedirectAttributes next) {
        if (only) {
            next.addAttribute("mailing", mailing);
        }
        return "redirect:/uncertain";
    }
}
