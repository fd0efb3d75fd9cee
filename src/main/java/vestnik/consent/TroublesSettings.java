package vestnik.consent;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// When an address is given up: batch-config/troubles.yaml.
///
/// @param unusableAfter messages that found the mailbox full or disabled
/// @param unusableOver how long there must be at least between the first and the last of them
/// @param rest for how long such a mailbox is left alone
/// @param domainAgainAfter how long after the first time a missing domain must be missing still
/// @param unreachedAfter messages in a row that did not reach a phone
/// @param remembered how long a trouble counts
@Validated
@ConfigurationProperties(prefix = "vestnik.troubles", ignoreUnknownFields = false)
record TroublesSettings(
        @DefaultValue("3") @Min(1) @Max(100) int unusableAfter,
        @DefaultValue("7d") Duration unusableOver,
        @DefaultValue("30d") Duration rest,
        @DefaultValue("24h") Duration domainAgainAfter,
        @DefaultValue("3") @Min(1) @Max(100) int unreachedAfter,
        @DefaultValue("90d") Duration remembered) {

    @AssertTrue(message = "remembered must be longer than unusable-over and domain-again-after")
    boolean isRememberedLongEnough() {
        return remembered.compareTo(unusableOver) > 0 && remembered.compareTo(domainAgainAfter) > 0;
    }

    @AssertTrue(message = "rest must be positive")
    boolean isRestPositive() {
        return rest.isPositive();
    }
}
