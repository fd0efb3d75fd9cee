package vestnik.consent.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vestnik.consent.Publishing.InThePast;
import vestnik.consent.Publishing.PolicyAsksNobody;
import vestnik.consent.Publishing.Published;
import vestnik.consent.Publishing.VersionTaken;
import vestnik.consent.Wording;
import vestnik.consent.Wordings;

@RestController
@RequestMapping("/api/v1/wordings")
@Tag(name = "Wordings", description = "The texts that people agree to and the privacy policy, and who agreed to which.")
class WordingApi {

    private final Wordings wordings;
    private final Agreements agreements;
    private final Clock clock;

    WordingApi(Wordings wordings, Agreements agreements, Clock clock) {
        this.wordings = wordings;
        this.agreements = agreements;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "All versions of all texts, those of a kind from the latest on")
    List<Wording> list() {
        return wordings.list();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Publish a text for now or for a moment to come", description = "If it asks again, consents to earlier versions end at that moment. Nothing published is ever changed.")
    Wording publish(@Valid @RequestBody NewWording text, Principal user) {
        return switch (wordings.publish(text.wording(user.getName(), clock))) {
            case Published(Wording wording) -> wording;
            case VersionTaken() -> throw ConsentProblems.of(HttpStatus.CONFLICT, "VERSION_TAKEN",
                    "Another text has this version already.");
            case InThePast() -> throw ConsentProblems.field("inForceAt", "IN_THE_PAST",
                    "What people were shown before now cannot be changed.");
            case PolicyAsksNobody() -> throw ConsentProblems.field("asksAgain", "POLICY_ASKS_NOBODY",
                    "Nobody agrees to a policy, so nobody can be asked again.");
        };
    }

    @GetMapping("/{kind}/{version}/consents")
    @Operation(summary = "Who agreed to this text, in the order of the ledger", description = "The header Link leads to the next page.")
    ResponseEntity<List<Agreement>> consents(
            @PathVariable Wording.Kind kind,
            @PathVariable String version,
            @RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        if (wordings.find(kind, version).isEmpty()) {
            throw ConsentProblems.of(HttpStatus.NOT_FOUND, "UNKNOWN_WORDING", "There is no such version of this text.");
        }
        var found = agreements.find(kind, version, after, limit + 1);
        return found.size() > limit ? followed(found.subList(0, limit)) : ResponseEntity.ok(found);
    }

    private static ResponseEntity<List<Agreement>> followed(List<Agreement> page) {
        String next = ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam("after", page.getLast().entry()).encode().toUriString();
        return ResponseEntity.ok().header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"").body(page);
    }
}
