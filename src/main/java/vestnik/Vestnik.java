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

    private static final int CARRIERS_PER_PROCESSOR = 4;

    /// Starts the service; or, if the first argument is the name of a command, runs that and ends.
    public static void main(String[] args) {
        allowMoreCarriers();
        if (args.length == 0 || args[0].contains("=")) {
            SpringApplication.run(Vestnik.class, args);
        } else {
            System.exit(Commands.run(args));
        }
    }

    /// Virtual threads answer people and work for hundreds of connections. As many carriers as processors, which is usual,
    /// hardly get their turn among the compiler and the database while a machine warms up.
    private static void allowMoreCarriers() {
        int carriers = CARRIERS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
        System.getProperties().putIfAbsent("jdk.virtualThreadScheduler.parallelism", String.valueOf(carriers));
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
