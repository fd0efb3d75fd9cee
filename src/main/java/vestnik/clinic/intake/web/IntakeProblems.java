package vestnik.clinic.intake.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import vestnik.clinic.intake.Reject;
import vestnik.clinic.intake.UnreadableFileException;

/// Refusals as RFC 9457 problems, each with a code for programs.
final class IntakeProblems {

    private IntakeProblems() {}

    static ErrorResponseException refused(List<Reject> faults) {
        Map<String, String> fields = new LinkedHashMap<>();
        faults.forEach(fault -> fields.put(JsonNames.of(fault.field()), fault.reason()));
        var first = fields.entrySet().iterator().next();
        var problem = problem(HttpStatus.UNPROCESSABLE_CONTENT,
                first.getValue().equals("no such patient") ? "UNKNOWN_PATIENT" : "INVALID",
                first.getKey() + ": " + first.getValue() + ". Nothing was stored.");
        problem.setProperty("fields", fields);
        return exception(problem);
    }

    static ErrorResponseException unreadable(UnreadableFileException refused) {
        return exception(problem(HttpStatus.UNPROCESSABLE_CONTENT, refused.code(),
                "The file was refused whole. " + refused.why() + "."));
    }

    static ErrorResponseException unknownImport(long id) {
        return exception(problem(HttpStatus.NOT_FOUND, "UNKNOWN_IMPORT", "There is no import " + id + "."));
    }

    private static ProblemDetail problem(HttpStatus status, String code, String sentence) {
        var problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setProperty("code", code);
        return problem;
    }

    private static ErrorResponseException exception(ProblemDetail problem) {
        return new ErrorResponseException(HttpStatus.valueOf(problem.getStatus()), problem, null);
    }
}
