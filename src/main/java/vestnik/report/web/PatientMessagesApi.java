package vestnik.report.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vestnik.report.MessageReports;
import vestnik.report.MessageReports.Position;
import vestnik.report.PatientLine;

@RestController
@Tag(name = "patients")
class PatientMessagesApi {

    private final MessageReports messages;

    PatientMessagesApi(MessageReports messages) {
        this.messages = messages;
    }

    @GetMapping("/api/v1/patients/{externalId}/messages")
    @Operation(summary = "A patient's messages with reasons, newest first", description = "The header Link leads to the next page.")
    ResponseEntity<List<PatientLine>> list(
            @PathVariable String externalId,
            @RequestParam(required = false) @Pattern(regexp = Position.REFERENCE) @Nullable String before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        var page = messages.ofPatient(externalId, Position.of(before), limit).orElseThrow(PatientMessagesApi::unknown);
        return page.more()
                ? NextPage.followed(page.items(), "before", page.items().getLast().position().reference())
                : NextPage.last(page.items());
    }

    private static ErrorResponseException unknown() {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no patient of this id.");
        problem.setProperty("code", "UNKNOWN_PATIENT");
        return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    }
}
