package vestnik.campaign.web;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Says which field of a body could not be read, and why.
@RestControllerAdvice(assignableTypes = CampaignApi.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableCampaigns {

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ProblemDetail unreadable(HttpMessageNotReadableException refused) {
        return switch (refused.getCause()) {
            case UnrecognizedPropertyException unknown -> field("UNKNOWN_FIELD", unknown, "Not known here; known are "
                    + unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted()
                            .collect(Collectors.joining(", "))
                    + ".");
            case MismatchedInputException bad -> field("UNREADABLE_FIELD", bad, "Not a value of this field.");
            case null, default -> problem("UNREADABLE_BODY", "The body is not JSON.");
        };
    }

    private static ProblemDetail field(String code, JacksonException cause, String sentence) {
        String path = cause.getPath()
                .stream()
                .map(step -> step.getPropertyName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
        var problem = problem(code, path.isEmpty() ? sentence : path + ": " + sentence);
        problem.setProperty("fields", Map.of(path, sentence));
        return problem;
    }

    private static ProblemDetail problem(String code, String sentence) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, sentence);
        problem.setProperty("code", code);
        return problem;
    }
}
