package vestnik.bench;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;
import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import java.util.Set;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs what `-Dbench` names, and shows all results together when the last is done.
class Chosen implements ExecutionCondition, BeforeTestExecutionCallback {

    private static final Logger LOG = LoggerFactory.getLogger(Chosen.class);
    private static final Set<String> NAMES = Set.of(System.getProperty("bench", "").split(","));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return findAnnotation(context.getElement(), Bench.class)
                .filter(bench -> !NAMES.contains("") && !NAMES.contains(bench.value()))
                .map(bench -> disabled(bench.value() + " is not among " + NAMES))
                .orElse(enabled("chosen"));
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        context.getRoot().getStore(Namespace.create(Chosen.class)).computeIfAbsent(AllResults.class);
        findAnnotation(context.getElement(), Bench.class).ifPresent(bench -> LOG.info("{} begins", bench.value()));
    }

    static class AllResults implements AutoCloseable {

        @Override
        public void close() {
            Results.show();
        }
    }
}
