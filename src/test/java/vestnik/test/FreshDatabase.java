package vestnik.test;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Gives each Spring test context a database of its own.
public final class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String url = TestDatabase.freshUrl();
        // Quartz finds its database by the scheduler's name.
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("fresh database", Map.of(
                "spring.datasource.url", url,
                "spring.quartz.properties.org.quartz.scheduler.instanceName",
                "of-" + Integer.toHexString(url.hashCode()))));
    }
}
