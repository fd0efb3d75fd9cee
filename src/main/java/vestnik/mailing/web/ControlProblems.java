package vestnik.mailing.web;

import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import vestnik.mailing.Controlled;
import vestnik.mailing.Hold;

/// Refusals as RFC 9457 problems, each with a code for programs.
final class ControlProblems {

    private ControlProblems() {}

    /// Returns only if it was done.
    ///
    /// @param thing what there is none of, if it is unknown: MAILING, CAMPAIGN or TEMPLATE
    static void refuseUnlessDone(Controlled answer, String thing) {
        switch (answer) {
            case Controlled.Done() -> {
                return;
            }
            case Controlled.NotYours() -> throw problem(HttpStatus.FORBIDDEN, "NOT_YOURS",
                    "A marketer may do this with own campaigns only.");
            case Controlled.HeldByAnother(Hold hold) -> throw problem(HttpStatus.FORBIDDEN, "HELD_BY_ANOTHER",
                    "%s holds it since %s; an operator or administrator lets it go.".formatted(hold.by(),
                            hold.since()));
            case Controlled.Over() -> throw problem(HttpStatus.CONFLICT, "ALREADY_OVER",
                    "Everything of it is settled, or it was cancelled.");
            case Controlled.Unknown() -> throw problem(HttpStatus.NOT_FOUND, "UNKNOWN_" + thing,
                    "There is no such %s.".formatted(thing.toLowerCase(Locale.ROOT)));
        }
    }

    static ErrorResponseException problem(HttpStatus status, String code, String sentence) {
        var problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setProperty("code", code);
        return new ErrorResponseException(status, problem, null);
    }
}
