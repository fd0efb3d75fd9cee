package vestnik.console.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vestnik.console.access.PausedException;

/// Tells programs why they were not let in, as RFC 9457 problems.
@Component
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final JsonMapper json;

    Refusals(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        if (refused instanceof PausedException paused) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(paused.pause().toSeconds()));
            write(response, Problems.of(HttpStatus.TOO_MANY_REQUESTS, "SIGN_IN_PAUSED",
                    "Too many wrong passwords for this name; wait and try again."));
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Vestnik\", charset=\"UTF-8\"");
            write(response, Problems.of(HttpStatus.UNAUTHORIZED, "NOT_SIGNED_IN",
                    "Name and password are asked for by HTTP Basic, and were missing or wrong."));
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException {
        write(response, Problems.of(HttpStatus.FORBIDDEN, "NOT_ALLOWED", "The role of this user does not allow this."));
    }

    private void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
