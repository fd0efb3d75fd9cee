package vestnik.console.web;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/// RFC 9457 problems: `code` is what a program acts on, `detail` a sentence for a person.
final class Problems {

    private static final String CODE = "code";

    private Problems() {}

    static ProblemDetail of(HttpStatus status, String code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(status.getReasonPhrase());
        return coded(problem, code);
    }

    /// The problem with the code and type that its status implies, unless whoever made it gave better ones.
    static ProblemDetail complete(ProblemDetail problem) {
        var properties = problem.getProperties();
        Object code = properties == null ? null : properties.get(CODE);
        return coded(problem, code instanceof String given ? given : codeOf(problem.getStatus()));
    }

    private static ProblemDetail coded(ProblemDetail problem, String code) {
        if (problem.getType() == null || problem.getType().equals(URI.create("about:blank"))) {
            problem.setType(URI.create("urn:problem-type:vestnik:" + code.toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        problem.setProperty(CODE, code);
        return problem;
    }

    private static String codeOf(int status) {
        var known = HttpStatus.resolve(status);
        return known != null ? known.name() : "HTTP_" + HttpStatusCode.valueOf(status).value();
    }
}
