package vestnik.receipt.mailbox;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// The mailbox that bounces come back to: batch-config/bounces.yaml.
///
/// @param host of the IMAP server; no mailbox is read without
/// @param folder which is read
/// @param moveTo folder for what was dealt with; it is made if there is none
/// @param every how often it is looked into, at the least
/// @param properties more of the session, as Jakarta Mail names them
@Validated
@ConfigurationProperties(prefix = "vestnik.bounces", ignoreUnknownFields = false)
record BouncesSettings(
        @Nullable String host,
        @DefaultValue("993") @Min(1) @Max(65535) int port,
        @DefaultValue("TLS") Security security,
        @Nullable String user,
        @Nullable String password,
        @DefaultValue("INBOX") @NotBlank String folder,
        @DefaultValue("MOVE") Afterwards afterwards,
        @DefaultValue("Vestnik") @NotBlank String moveTo,
        @DefaultValue("1m") Duration every,
        @DefaultValue Map<String, String> properties) {

    /// How the connection is protected.
    enum Security {
        TLS, STARTTLS, NONE
    }

    /// What happens to a mail that was dealt with.
    enum Afterwards {
        MOVE, MARK, DELETE
    }

    boolean enabled() {
        return host != null && !host.isBlank();
    }

    @AssertTrue(message = "vestnik.bounces needs user and password where host is set")
    boolean isSignInKnown() {
        return !enabled() || (user != null && password != null);
    }

    @AssertTrue(message = "vestnik.bounces.every must be 1s to 20m")
    boolean isEveryInBounds() {
        return every.compareTo(Duration.ofSeconds(1)) >= 0 && every.compareTo(Duration.ofMinutes(20)) <= 0;
    }

    @AssertTrue(message = "vestnik.bounces.move-to must be another folder than the one that is read")
    boolean isMoveToElsewhere() {
        return !moveTo.equalsIgnoreCase(folder);
    }

    @Override
    public String toString() {
        return "BouncesSettings[" + host + ", " + folder + "]";
    }
}
