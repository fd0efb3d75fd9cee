package vestnik;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The service, and the way into it from a command line.
@SpringBootApplication
@ConfigurationPropertiesScan
public class Vestnik {

    /// Starts the service.
    public static void main(String[] args) {
        SpringApplication.run(Vestnik.class, args);
    }
}
