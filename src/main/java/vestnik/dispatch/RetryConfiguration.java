package vestnik.dispatch;

import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The chance that spreads retries.
@Configuration
class RetryConfiguration {

    @Bean
    RetryPolicy retryPolicy(RetrySettings settings, Usefulness usefulness) {
        return new RetryPolicy(settings, usefulness, () -> ThreadLocalRandom.current().nextDouble());
    }
}
