package vestnik;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/// The service, and the way into it from a command line.
@SpringBootApplication
@ConfigurationPropertiesScan
public class Vestnik {

    /// Starts the service.
    public static void main(String[] args) {
        SpringApplication.run(Vestnik.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
