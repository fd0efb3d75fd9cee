package vestnik.consent.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Consents")
class MessageProofApi {

    private final MessageProofs proofs;

    MessageProofApi(MessageProofs proofs) {
        this.proofs = proofs;
    }

    @GetMapping("/api/v1/mailings/{mailing}/messages/{ordinal}/proof")
    @Operation(summary = "Show the consent on which a message was handed over", description = "With its wording, evidence and seal; none for a purpose that asks nobody.")
    MessageProof show(@PathVariable long mailing, @PathVariable int ordinal) {
        return proofs.find(mailing, ordinal).orElseThrow(() -> ConsentProblems.of(HttpStatus.NOT_FOUND,
                "NOT_HANDED_OVER", "No such message was handed over."));
    }
}
