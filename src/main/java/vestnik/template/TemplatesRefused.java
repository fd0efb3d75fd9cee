package vestnik.template;

import java.util.List;
import java.util.stream.Collectors;

/// The service does not start with templates like these.
final class TemplatesRefused extends RuntimeException {

    private final transient List<Problem> problems;

    TemplatesRefused(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    List<Problem> problems() {
        return problems;
    }
}
