package vestnik.settings;

import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/// Every key that stands in a file of batch-config.
final class BatchConfig {

    private final Environment environment;

    BatchConfig(Environment environment) {
        this.environment = environment;
    }

    Stream<Setting> settings() {
        return environment instanceof ConfigurableEnvironment configurable
                ? configurable.getPropertySources().stream()
                        .filter(OriginTrackedMapPropertySource.class::isInstance)
                        .map(OriginTrackedMapPropertySource.class::cast)
                        .flatMap(BatchConfig::settings)
                : Stream.empty();
    }

    private static Stream<Setting> settings(OriginTrackedMapPropertySource source) {
        return Stream.of(source.getPropertyNames())
                .flatMap(key -> Place.of(source.getOrigin(key)).map(place -> setting(key, place)).stream());
    }

    private static Setting setting(String key, Place place) {
        return new Setting(ConfigurationPropertyName.adapt(key, '.'), place);
    }

    /// The first place of a key or of anything below it.
    Optional<Place> placeOf(ConfigurationPropertyName name) {
        return settings().filter(setting -> setting.isAtOrBelow(name)).map(Setting::place).findFirst();
    }

    /// A key and where it stands.
    record Setting(ConfigurationPropertyName name, Place place) {

        boolean isAtOrBelow(ConfigurationPropertyName other) {
            return other.equals(name) || other.isAncestorOf(name);
        }
    }
}
