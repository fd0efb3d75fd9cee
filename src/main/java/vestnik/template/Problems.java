package vestnik.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Gathers all that is wrong, so that an operator sees it at once and not one by one.
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(Path file, int line, String message) {
        var problem = new Problem(file, line, message);
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    int count() {
        return found.size();
    }

    void refuseIfAny() {
        if (!found.isEmpty()) {
            throw new TemplatesRefused(
                    found.stream().sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
                            .toList());
        }
    }
}
