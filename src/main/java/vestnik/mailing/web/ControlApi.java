package vestnik.mailing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vestnik.mailing.Control;
import vestnik.mailing.Held;
import vestnik.mailing.Holds;
import vestnik.mailing.Mailing;
import vestnik.mailing.Mailings;
import vestnik.mailing.Staff;
import vestnik.vocabulary.Channel;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "control", description = "Pause, resume, cancel and stop; acts on all nodes within two seconds. "
        + "Each may be repeated. A marketer may do so with own campaigns.")
class ControlApi {

    private final Control control;
    private final Holds holds;
    private final Mailings mailings;

    ControlApi(Control control, Holds holds, Mailings mailings) {
        this.control = control;
        this.holds = holds;
        this.mailings = mailings;
    }

    @GetMapping("/holds")
    @Operation(summary = "Everything that is held now: by whom, since when and why")
    List<HoldView> holds() {
        return holds.open().stream().map(HoldView::of).toList();
    }

    @PutMapping("/mailings/{id}/pause")
    @Operation(summary = "Pause a mailing; one that carries out a campaign pauses the campaign")
    HoldView pauseMailing(@PathVariable long id, @Valid @RequestBody(required = false) @Nullable Reason reason,
            HttpServletRequest request) {
        ControlProblems.refuseUnlessDone(control.pauseMailing(id, Reason.words(reason), staff(request)), "MAILING");
        return hold(Held.of(mailings.get(id)));
    }

    @DeleteMapping("/mailings/{id}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let a mailing go on")
    void resumeMailing(@PathVariable long id, HttpServletRequest request) {
        ControlProblems.refuseUnlessDone(control.resumeMailing(id, staff(request)), "MAILING");
    }

    @PutMapping("/mailings/{id}/cancellation")
    @Operation(summary = "End a mailing, and its campaign, for good; what waits is withheld as CANCELLED")
    Cancellation cancel(@PathVariable long id, HttpServletRequest request) {
        ControlProblems.refuseUnlessDone(control.cancel(id, staff(request)), "MAILING");
        Mailing mailing = mailings.get(id);
        return new Cancellation(Objects.requireNonNull(mailing.cancelledAt()),
                Objects.requireNonNull(mailing.cancelledBy()));
    }

    @PutMapping("/campaigns/{id}/pause")
    @Operation(summary = "Pause all mailings of a campaign, those to come too")
    HoldView pauseCampaign(@PathVariable long id, @Valid @RequestBody(required = false) @Nullable Reason reason,
            HttpServletRequest request) {
        ControlProblems.refuseUnlessDone(control.pauseCampaign(id, Reason.words(reason), staff(request)), "CAMPAIGN");
        return hold(new Held.OfCampaign(id));
    }

    @DeleteMapping("/campaigns/{id}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let a campaign go on")
    void resumeCampaign(@PathVariable long id, HttpServletRequest request) {
        ControlProblems.refuseUnlessDone(control.resumeCampaign(id, staff(request)), "CAMPAIGN");
    }

    @PutMapping("/stop")
    @Operation(summary = "Stop everything")
    HoldView stopAll(@Valid @RequestBody(required = false) @Nullable Reason reason, HttpServletRequest request) {
        return stop(new Held.Everything(), "MAILING", reason, request);
    }

    @DeleteMapping("/stop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let go what was stopped with everything; what is held besides stays so")
    void goOnWithAll(HttpServletRequest request) {
        goOn(new Held.Everything(), request);
    }

    @PutMapping("/stop/{channel}")
    @Operation(summary = "Stop a channel: email or sms")
    HoldView stopChannel(@PathVariable String channel, @Valid @RequestBody(required = false) @Nullable Reason reason,
            HttpServletRequest request) {
        return stop(onChannel(channel), "CHANNEL", reason, request);
    }

    @DeleteMapping("/stop/{channel}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let a channel go on")
    void goOnWithChannel(@PathVariable String channel, HttpServletRequest request) {
        goOn(onChannel(channel), request);
    }

    @PutMapping("/templates/{name}/pause")
    @Operation(summary = "Pause everything that is written from a template")
    HoldView pauseTemplate(@PathVariable String name, @Valid @RequestBody(required = false) @Nullable Reason reason,
            HttpServletRequest request) {
        return stop(new Held.FromTemplate(name), "TEMPLATE", reason, request);
    }

    @DeleteMapping("/templates/{name}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let go what is written from a template")
    void resumeTemplate(@PathVariable String name, HttpServletRequest request) {
        goOn(new Held.FromTemplate(name), request);
    }

    private HoldView stop(Held held, String thing, @Nullable Reason reason, HttpServletRequest request) {
        ControlProblems.refuseUnlessDone(control.stop(held, Reason.words(reason), staff(request)), thing);
        return hold(held);
    }

    private void goOn(Held held, HttpServletRequest request) {
        ControlProblems.refuseUnlessDone(control.goOn(held, staff(request)), "MAILING");
    }

    // Another may have let it go in the same moment.
    private HoldView hold(Held held) {
        return holds.find(held).map(HoldView::of).orElseThrow(() -> ControlProblems.problem(HttpStatus.CONFLICT,
                "LET_GO", "Somebody let it go in the same moment."));
    }

    private static Staff staff(HttpServletRequest request) {
        boolean mayAll = request.isUserInRole("OPERATOR") || request.isUserInRole("ADMIN");
        return new Staff(Objects.requireNonNull(request.getUserPrincipal()).getName(),
                mayAll ? Staff.Power.EVERYTHING : Staff.Power.OWN_CAMPAIGNS);
    }

    private static Held onChannel(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "email" -> new Held.OnChannel(Channel.EMAIL);
            case "sms" -> new Held.OnChannel(Channel.SMS);
            default -> throw ControlProblems.problem(HttpStatus.NOT_FOUND, "UNKNOWN_CHANNEL",
                    "There is no such channel. Channels: email, sms.");
        };
    }

    /// Why, in the user's own words.
    record Reason(@Nullable @Size(max = 500) String reason) {

        static @Nullable String words(@Nullable Reason given) {
            return given == null || given.reason == null || given.reason.isBlank() ? null : given.reason.strip();
        }
    }

    /// When a mailing was cancelled, and by whom.
    record Cancellation(Instant cancelledAt, String cancelledBy) {}
}
