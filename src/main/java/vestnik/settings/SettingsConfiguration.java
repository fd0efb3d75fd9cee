package vestnik.settings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

    // Static: it looks at bean definitions before there are beans.
    @Bean
    static KnownSettings knownSettings(Environment environment) {
        return new KnownSettings(new BatchConfig(environment));
    }
}
