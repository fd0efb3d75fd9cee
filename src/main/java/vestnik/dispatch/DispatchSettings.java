package vestnik.dispatch;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vestnik.vocabulary.Channel;

/// How messages leave: batch-config/dispatch.yaml.
///
/// @param emailConnections connections to the relay at a time
/// @param smsConnections requests to the SMS provider at a time
/// @param range messages that one connection takes at a time, at most
/// @param consentAge how old the gate's answer may be when a hand-over starts
/// @param patience how long a connection waits for a provider that cannot be reached, before the run stops until later
/// @param journal folder on a local disk where positions are noted that must survive a crash
@Validated
@ConfigurationProperties(prefix = "vestnik.dispatch", ignoreUnknownFields = false)
public record DispatchSettings(
        @DefaultValue("8") @Min(1) @Max(400) int emailConnections,
        @DefaultValue("8") @Min(1) @Max(400) int smsConnections,
        @DefaultValue("200") @Min(1) @Max(2000) int range,
        @DefaultValue("200ms") Duration consentAge,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("./journal") Path journal) {

    private static final int TURNS = 4;
    private static final int WORTH_TAKING = 60;

    int connections(Channel channel) {
        return switch (channel) {
            case EMAIL -> emailConnections;
            case SMS -> smsConnections;
        };
    }

    /// Of one portion, for a node works on several at a time.
    int connectionsAtATime(Channel channel) {
        return Math.max(1, connections(channel) / Lanes.SLOTS);
    }

    /// How many messages one connection takes at a time, at most, so that all connections have work to the end; but taking few
    /// costs as much as taking many.
    int sliceOf(int messages, int connections) {
        int turns = Math.clamp(messages / connections / WORTH_TAKING, 1, TURNS);
        return Math.clamp(Math.ceilDiv(messages, connections * turns), 1, range);
    }

    @AssertTrue(message = "consent-age must be from 1ms to 200ms")
    boolean isConsentFresh() {
        return consentAge.toMillis() >= 1 && consentAge.toMillis() <= 200;
    }
}
