package vestnik.console.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// What is shown when no controller answered: a problem to programs, a page to people.
@Controller
class ErrorAnswers implements ErrorController {

    @RequestMapping("/error")
    Object answer(HttpServletRequest request) {
        HttpStatus status = status(request);
        return isForPrograms(request) ? problem(status) : page(status);
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status) {
        var problem = Problems.complete(ProblemDetail.forStatus(status));
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }

    private static ModelAndView page(HttpStatus status) {
        String kind = switch (status) {
            case FORBIDDEN, NOT_FOUND -> String.valueOf(status.value());
            default -> status.is4xxClientError() ? "400" : "500";
        };
        return new ModelAndView("console/error", Map.of("status", status.value(), "kind", kind), status);
    }

    private static HttpStatus status(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var known = code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        return known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
    }

    private static boolean isForPrograms(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
                && (path.startsWith("/api/") || path.startsWith("/hooks/") || path.startsWith("/v3/")
                        || path.startsWith("/actuator/"));
    }
}
