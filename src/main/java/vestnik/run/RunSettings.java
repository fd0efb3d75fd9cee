package vestnik.run;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How runs of dead processes are found.
///
/// @param recoverEvery how often to look; zero means never (a command that runs one job and ends)
/// @param stopWithin how long a shutdown waits for running jobs to reach a point from which they can go on
@ConfigurationProperties(prefix = "vestnik.run", ignoreUnknownFields = false)
public record RunSettings(@DefaultValue("10s") Duration recoverEvery, @DefaultValue("20s") Duration stopWithin) {}
