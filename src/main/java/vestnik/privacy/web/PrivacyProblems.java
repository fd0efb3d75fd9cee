package vestnik.privacy.web;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// Refusals as RFC 9457 problems, each with a code for programs.
final class PrivacyProblems {

    private PrivacyProblems() {}

    static ErrorResponseException unknownPatient() {
        return of(HttpStatus.NOT_FOUND, "UNKNOWN_PATIENT", "There is no patient with this id.", Map.of());
    }

    static ErrorResponseException blocked() {
        return of(HttpStatus.FORBIDDEN, "BLOCKED",
                "The patient's data are blocked; only an administrator may see them.",
                Map.of());
    }

    static ErrorResponseException of(HttpStatus status, String code, String sentence, Map<String, Object> details) {
        var problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setProperty("code", code);
        details.forEach(problem::setProperty);
        return new ErrorResponseException(status, problem, null);
    }
}
