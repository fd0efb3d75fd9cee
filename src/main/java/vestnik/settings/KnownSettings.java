package vestnik.settings;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/// Refuses to start with a key in batch-config that stands below no settings record. A key below one is refused
/// by the record itself, which ignores no unknown fields.
final class KnownSettings implements BeanFactoryPostProcessor {

    private final BatchConfig config;

    KnownSettings(BatchConfig config) {
        this.config = config;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        List<ConfigurationPropertyName> prefixes = prefixes(beans).toList();
        config.settings()
                .filter(setting -> prefixes.stream().noneMatch(prefix -> prefix.isAncestorOf(setting.name())))
                .findFirst()
                .ifPresent(setting -> {
                    throw new UnknownSettingException(setting.place(), setting.name());
                });
    }

    // A record of the root itself, "vestnik", would make every key known.
    private static Stream<ConfigurationPropertyName> prefixes(ConfigurableListableBeanFactory beans) {
        return Stream.of(beans.getBeanNamesForAnnotation(ConfigurationProperties.class))
                .map(name -> beans.findAnnotationOnBean(name, ConfigurationProperties.class, false))
                .filter(Objects::nonNull)
                .map(annotation -> ConfigurationPropertyName.of(annotation.prefix()))
                .filter(prefix -> prefix.getNumberOfElements() > 1);
    }
}
