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

    /// Starts the service; or, if the first argument is the name of a command, runs that and ends.
    public static void main(String[] args) {
        if (args.length == 0 || args[0].contains("=")) {
            SpringApplication.run(Vestnik.class, args);
        } else {
            System.exit(Commands.run(args));
        }
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
