package vestnik.settings;

import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/// Tells in one sentence which file, line and key of batch-config kept the service from starting, and why.
/// What stands elsewhere is left to Spring's own analyzers.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingFailures implements FailureAnalyzer {

    private static final String ACTION = "Correct the line in batch-config and start again.";

    private final BatchConfig config;

    SettingFailures(Environment environment) {
        config = new BatchConfig(environment);
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> sentence = sentence(cause);
            if (sentence.isPresent()) {
                return new FailureAnalysis(sentence.get(), ACTION, failure);
            }
        }
        return null;
    }

    private Optional<String> sentence(Throwable cause) {
        return switch (cause) {
            case UnknownSettingException unknown -> Optional.ofNullable(unknown.getMessage());
            case UnboundConfigurationPropertiesException unbound -> unknown(unbound);
            case BindValidationException invalid -> invalid(invalid);
            case BindException bad when !isTold(bad.getCause()) -> unusable(bad);
            default -> Optional.empty();
        };
    }

    // Spring wraps the exceptions that know the key in one that knows only the prefix.
    private static boolean isTold(@Nullable Throwable cause) {
        return cause instanceof UnboundConfigurationPropertiesException
                || cause instanceof BindValidationException || cause instanceof BindException;
    }

    private static Optional<String> unknown(UnboundConfigurationPropertiesException unbound) {
        return unbound.getUnboundProperties().stream()
                .sorted(Comparator.comparing(ConfigurationProperty::getName))
                .flatMap(property -> Place.of(property.getOrigin()).stream()
                        .map(place -> place + ": " + property.getName() + " is not a known setting."))
                .findFirst();
    }

    private Optional<String> invalid(BindValidationException invalid) {
        ConfigurationPropertyName prefix = invalid.getValidationErrors().getName();
        return invalid.getValidationErrors().getAllErrors().stream()
                .flatMap(error -> place(error, prefix).stream().map(place -> invalid(place, prefix, error)))
                .findFirst();
    }

    private Optional<Place> place(ObjectError error, ConfigurationPropertyName prefix) {
        return Place.of(Origin.from(error)).or(() -> config.placeOf(prefix));
    }

    private static String invalid(Place place, ConfigurationPropertyName prefix, ObjectError error) {
        return error instanceof FieldError field
                ? "%s: %s.%s %s (it is %s).".formatted(place, prefix, kebab(field.getField()),
                        field.getDefaultMessage(), field.getRejectedValue())
                : "%s: %s %s.".formatted(place, prefix, error.getDefaultMessage());
    }

    private static String kebab(String field) {
        return field.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }

    private Optional<String> unusable(BindException bad) {
        ConfigurationProperty property = bad.getProperty();
        return property == null
                ? config.placeOf(bad.getName()).map(place -> "%s: %s: %s".formatted(place, bad.getName(), reason(bad)))
                : Place.of(property.getOrigin()).map(place -> "%s: %s cannot be \"%s\": %s"
                        .formatted(place, property.getName(), property.getValue(), reason(bad)));
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() + (String.valueOf(root.getMessage()).endsWith(".") ? "" : ".");
    }
}
