package vestnik.console.web;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Every refusal of the API is an RFC 9457 problem with type, title, status, detail and a `code`.
///
/// A module gives its own code by throwing an `ErrorResponseException` whose problem has the property `code`.
@RestControllerAdvice(annotations = RestController.class)
class ApiProblems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ApiProblems.class);

    @ExceptionHandler(Exception.class)
    ProblemDetail ownFault(Exception fault) {
        log.error("A request to the API failed", fault);
        return Problems.of(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL",
                "The service could not answer; its log says why.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException refused,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = Problems.of(HttpStatus.BAD_REQUEST, "INVALID", "Some fields are missing or wrong; see fields.");
        Map<String, @Nullable String> fields = new TreeMap<>();
        for (FieldError error : refused.getFieldErrors()) {
            fields.put(error.getField(), error.getDefaultMessage());
        }
        problem.setProperty("fields", fields);
        return handleExceptionInternal(refused, problem, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(@Nullable Object body, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        Object complete = body instanceof ProblemDetail problem ? Problems.complete(problem) : body;
        return super.createResponseEntity(complete, headers, status, request);
    }
}
