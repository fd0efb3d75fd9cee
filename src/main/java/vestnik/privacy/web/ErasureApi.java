package vestnik.privacy.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.security.Principal;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vestnik.privacy.Erasure.AlreadyErased;
import vestnik.privacy.Erasure.Erased;
import vestnik.privacy.Erasure.UnknownPatient;
import vestnik.privacy.Erasures;

@RestController
@Tag(name = "Privacy")
class ErasureApi {

    private final Erasures erasures;

    ErasureApi(Erasures erasures) {
        this.erasures = erasures;
    }

    @PostMapping("/api/v1/patients/{externalId}/erasure")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Erase a person; this cannot be undone", description = "What was agreed to and what was sent stays, without anything personal. Marketing stays withdrawn if the person is handed in again.")
    Erased erase(@PathVariable String externalId, @Valid @RequestBody NewErasure erasure, Principal user) {
        return switch (erasures.erase(externalId, erasure.reason(), erasure.document(), user.getName())) {
            case Erased erased -> erased;
            case AlreadyErased(var at) -> throw PrivacyProblems.of(HttpStatus.CONFLICT, "ALREADY_ERASED",
                    "Whoever had this id was erased at %s.".formatted(at), Map.of("at", at));
            case UnknownPatient() -> throw PrivacyProblems.unknownPatient();
        };
    }
}
