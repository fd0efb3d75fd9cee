package vestnik.channel.email;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// A mail relay besides the one of `spring.mail.*`: `vestnik.email.relays.<name>.*`.
///
/// @param port by default 587 with STARTTLS, 465 with TLS, 25 with NONE
/// @param username who signs in; nobody if not set
/// @param sslBundle name of a bundle of `spring.ssl.bundle.*` with keys and trust of its own
/// @param weight its share of the connections, against the weights of the others
/// @param properties more of Jakarta Mail's, such as `mail.smtp.localhost`
record RelaySettings(
        @NotBlank String host,
        @Nullable @Min(1) @Max(65535) Integer port,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("STARTTLS") Security security,
        @Nullable String sslBundle,
        @DefaultValue("1") @Min(1) @Max(1000) int weight,
        @DefaultValue Map<String, String> properties) {

    /// How a connection is made secret: not at all, after a greeting in the clear, or from the start.
    enum Security {
        NONE, STARTTLS, TLS
    }

    int portOrUsual() {
        if (port != null) {
            return port;
        }
        return switch (security) {
            case NONE -> 25;
            case STARTTLS -> 587;
            case TLS -> 465;
        };
    }

    @Override
    public String toString() {
        return "RelaySettings[" + host + ", " + weight + "]";
    }
}
