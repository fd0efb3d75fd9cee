package vestnik.console.web;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import vestnik.console.access.SignedIn;
import vestnik.dispatch.Limits;
import vestnik.mailing.Control;
import vestnik.mailing.MailingKind;
import vestnik.report.MailingFilter;
import vestnik.report.MailingReport;
import vestnik.report.MailingReports;
import vestnik.report.MessageFilter;
import vestnik.report.MessageLine;
import vestnik.report.MessageReports;
import vestnik.report.MessageState;
import vestnik.report.PatientNames;
import vestnik.report.Receipt;
import vestnik.report.UncertainReports;
import vestnik.vocabulary.Channel;

/// What was sent, what is being sent, and the people behind every number. Pages that change refresh themselves unless
/// `live=off`.
@Controller
@RequestMapping("/mailings")
class MailingPages {

    private static final int MAILINGS = 20;
    private static final int MESSAGES = 50;

    private final MailingReports mailings;
    private final MessageReports messages;
    private final PatientNames names;
    private final Control control;
    private final Limits limits;
    private final UncertainReports uncertain;

    MailingPages(MailingReports mailings, MessageReports messages, PatientNames names, Control control, Limits limits,
            UncertainReports uncertain) {
        this.mailings = mailings;
        this.messages = messages;
        this.names = names;
        this.control = control;
        this.limits = limits;
        this.uncertain = uncertain;
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable MailingKind kind,
            @RequestParam(required = false) @Nullable Long before, Model model) {
        var page = mailings.list(new MailingFilter(null, kind == null ? null : kind.name(), before, MAILINGS));
        model.addAttribute("mailings", page.items().stream().map(Shown::new).toList());
        model.addAttribute("more", page.more());
        model.addAttribute("kinds", MailingKind.values());
        model.addAttribute("kind", kind);
        model.addAttribute("before", before);
        model.addAttribute("running", page.items().stream().anyMatch(MailingReport::running));
        return "console/mailings";
    }

    @GetMapping("/{id}")
    String show(@PathVariable long id, @AuthenticationPrincipal SignedIn user, Model model) {
        MailingReport mailing = find(id);
        model.addAttribute("shown", new Shown(mailing));
        model.addAttribute("uncertain", uncertain.countOf(id));
        model.addAttribute("secondsLeft", secondsLeft(mailing));
        model.addAttribute("mayControl",
                user.role().controlsCampaigns() && control.mayControl(id, ControlForms.staff(user)));
        return "console/mailing";
    }

    @GetMapping("/{id}/messages")
    String messages(@PathVariable long id, @RequestParam(required = false) @Nullable MessageState state,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable Receipt receipt,
            @RequestParam(defaultValue = "0") int after, @AuthenticationPrincipal SignedIn user, Model model) {
        var filter = new MessageFilter(state, blankless(reason), channel, receipt, after, MESSAGES);
        var page = messages.of(id, filter);
        model.addAttribute("shown", new Shown(find(id)));
        model.addAttribute("messages", page.items());
        model.addAttribute("more", page.more());
        model.addAttribute("filter", filter);
        model.addAttribute("states", MessageState.values());
        model.addAttribute("channels", Channel.values());
        model.addAttribute("receipts", Receipt.values());
        if (user.role().seesNames()) {
            model.addAttribute("names", names.of(patients(page.items())));
        }
        return "console/messages";
    }

    private MailingReport find(long id) {
        return mailings.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /// How long it still takes at its pace and within the limits; -1 if that is not known.
    private long secondsLeft(MailingReport mailing) {
        var counts = mailing.counts();
        long atLeast = counts.channels().stream()
                .map(channel -> limits.atLeast(channel, mailing.purpose(), counts.in(MessageState.WAITING, channel)))
                .mapToLong(Duration::toSeconds).max().orElse(0);
        return mailing.timeLeft().map(Duration::toSeconds).map(left -> Math.max(left, atLeast)).orElse(-1L);
    }

    private static List<String> patients(List<MessageLine> lines) {
        return lines.stream().map(MessageLine::patient).distinct().toList();
    }

    private static @Nullable String blankless(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /// A mailing and its figures.
    public record Shown(MailingReport mailing, Figures figures) {

        Shown(MailingReport mailing) {
            this(mailing, new Figures(mailing.counts()));
        }

        /// What keeps it, or some of it, from being sent for now.
        public List<HoldLine> holds() {
            return mailing.holds().stream().map(HoldLine::of).toList();
        }

        /// Whether it is held itself, or its campaign is.
        public boolean paused() {
            return holds().stream().anyMatch(hold -> !hold.isWide());
        }
    }
}
