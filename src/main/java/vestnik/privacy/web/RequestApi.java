package vestnik.privacy.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.ErrorResponseException;
import vestnik.privacy.OpenRequest;
import vestnik.privacy.Requests;

@RestController
@RequestMapping("/api/v1/requests")
@Tag(name = "Privacy")
class RequestApi {

    private final Requests requests;

    RequestApi(Requests requests) {
        this.requests = requests;
    }

    @GetMapping
    @Operation(summary = "What people asked of the clinic and is not answered yet, the first due first")
    List<OpenRequest> list() {
        return requests.open();
    }

    @PostMapping("/{id}/closings")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Answer a request", description = "This neither unblocks nor erases by itself.")
    void close(@PathVariable long id, @Valid @RequestBody NewClosing closing, Principal user) {
        switch (requests.close(id, closing.answer(), user.getName())) {
            case CLOSED -> {
            }
            case ALREADY_CLOSED -> throw refused(HttpStatus.CONFLICT, "ALREADY_CLOSED", "It was answered before.");
            case UNKNOWN_REQUEST -> throw refused(HttpStatus.NOT_FOUND, "UNKNOWN_REQUEST", "There is no such request.");
        }
    }

    private static ErrorResponseException refused(HttpStatus status, String code, String sentence) {
        return PrivacyProblems.of(status, code, sentence, Map.of());
    }
}
