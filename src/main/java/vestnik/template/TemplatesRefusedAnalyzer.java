package vestnik.template;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Tells the operator what is wrong with the templates in place of a stack trace.
final class TemplatesRefusedAnalyzer extends AbstractFailureAnalyzer<TemplatesRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, TemplatesRefused refused) {
        String problems = refused.problems().stream().map(problem -> "  " + problem).collect(Collectors.joining("\n"));
        return new FailureAnalysis("The templates cannot be used:\n\n" + problems,
                "Correct the lines named above, or set vestnik.templates to another folder.", failure);
    }
}
