package vestnik.consent.web;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// Refusals as RFC 9457 problems, each with a code for programs.
final class ConsentProblems {

    private ConsentProblems() {}

    static ErrorResponseException unknownPatient() {
        return of(HttpStatus.NOT_FOUND, "UNKNOWN_PATIENT", "There is no patient with this id.");
    }

    static ErrorResponseException field(String field, String code, String sentence) {
        return of(HttpStatus.BAD_REQUEST, code, sentence, Map.of("fields", Map.of(field, sentence)));
    }

    static ErrorResponseException of(HttpStatus status, String code, String sentence) {
        return of(status, code, sentence, Map.of());
    }

    static ErrorResponseException of(HttpStatus status, String code, String sentence, Map<String, Object> details) {
        var problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setProperty("code", code);
        details.forEach(problem::setProperty);
        return new ErrorResponseException(status, problem, null);
    }
}
