package vestnik.campaign.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import vestnik.audience.Flaw;
import vestnik.campaign.Campaign;

/// Refusals as RFC 9457 problems, each with a code for programs.
final class CampaignProblems {

    private CampaignProblems() {}

    /// The first flaw gives code and sentence; `fields` has a sentence for each.
    static ErrorResponseException flawed(List<Flaw> flaws) {
        Map<String, String> fields = new TreeMap<>();
        flaws.forEach(flaw -> fields.putIfAbsent(flaw.field(), flaw.sentence()));
        return problem(HttpStatus.BAD_REQUEST, flaws.getFirst().code(), flaws.getFirst().sentence(),
                Map.of("fields", fields));
    }

    static ErrorResponseException unknown(long id) {
        return problem(HttpStatus.NOT_FOUND, "UNKNOWN_CAMPAIGN", "There is no campaign %d.".formatted(id), Map.of());
    }

    static ErrorResponseException alreadyLaunched(Campaign campaign) {
        return problem(HttpStatus.CONFLICT, "ALREADY_LAUNCHED", "%s launched this campaign at %s."
                .formatted(campaign.launchedBy(), campaign.launchedAt()),
                Map.of("launchedBy", String.valueOf(campaign.launchedBy()), "launchedAt",
                        String.valueOf(campaign.launchedAt())));
    }

    private static ErrorResponseException problem(HttpStatus status, String code, String sentence,
            Map<String, Object> details) {
        var problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setProperty("code", code);
        details.forEach(problem::setProperty);
        return new ErrorResponseException(status, problem, null);
    }
}
