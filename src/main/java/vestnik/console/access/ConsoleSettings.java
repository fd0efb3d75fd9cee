package vestnik.console.access;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Signing in to the console and the API.
///
/// @param adminPassword of the first user, `admin`, who is made when there is no user yet; without it a random one is printed
/// @param failures how many wrong passwords for one name from one address bring a pause
/// @param pause how long nobody may try that name from that address then
@Validated
@ConfigurationProperties(prefix = "vestnik.console", ignoreUnknownFields = false)
record ConsoleSettings(
        @Nullable String adminPassword,
        @DefaultValue("5") @Positive int failures,
        @DefaultValue("1m") Duration pause) {}
