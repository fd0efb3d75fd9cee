package vestnik.privacy.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.security.Principal;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vestnik.privacy.Blocking.Blocked;
import vestnik.privacy.Blocking.DueInThePast;
import vestnik.privacy.Blocking.UnknownPatient;
import vestnik.privacy.Blocks;
import vestnik.privacy.Unblocking;

@RestController
@RequestMapping("/api/v1/patients/{externalId}/block")
@Tag(name = "Privacy", description = "What people demand of the clinic: blocking, erasure, correction, all that is held.")
class BlockApi {

    private final Blocks blocks;

    BlockApi(Blocks blocks) {
        this.blocks = blocks;
    }

    @GetMapping
    @Operation(summary = "Why and until when a patient's data are blocked")
    BlockView show(@PathVariable String externalId) {
        return blocks.find(externalId).map(BlockView::of).orElseThrow(() -> PrivacyProblems.of(HttpStatus.NOT_FOUND,
                "NOT_BLOCKED", "No data of such a patient are blocked.", Map.of()));
    }

    @PutMapping
    @Operation(summary = "Block a patient's data at once, for every purpose", description = "reach says whether a message already on its way may still arrive. Blocking again changes reason and day.")
    Blocked block(@PathVariable String externalId, @Valid @RequestBody NewBlock block, Principal user) {
        return switch (blocks.block(externalId, block.reason(), block.dueOn(), user.getName())) {
            case Blocked blocked -> blocked;
            case UnknownPatient() -> throw PrivacyProblems.unknownPatient();
            case DueInThePast() -> throw PrivacyProblems.of(HttpStatus.BAD_REQUEST, "IN_THE_PAST",
                    "Nobody can check by a day that is over.",
                    Map.of("fields", Map.of("dueOn", "Nobody can check by a day that is over.")));
        };
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let the clinic write to a patient again", description = "What was withheld meanwhile is not sent.")
    void unblock(@PathVariable String externalId, Principal user) {
        if (blocks.unblock(externalId, user.getName()) == Unblocking.UNKNOWN_PATIENT) {
            throw PrivacyProblems.unknownPatient();
        }
    }
}
