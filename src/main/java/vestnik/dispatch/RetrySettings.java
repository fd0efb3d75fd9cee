package vestnik.dispatch;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// When messages are tried again that a provider did not take, or whose answer was lost: batch-config/retry.yaml.
///
/// @param first how long after the first "not now" of a provider that did not say when
/// @param growth how many times longer each further wait is
/// @param longest wait
/// @param jitter share of a wait by which it is longer or shorter by chance, so that not all come back at once
/// @param marketingFor how long after the beginning of its mailing a promotion or review request is still tried
/// @param uncertainAfter how long after a lost answer a reminder is sent again, or an SMS looked up at the provider
@Validated
@ConfigurationProperties(prefix = "vestnik.retry", ignoreUnknownFields = false)
record RetrySettings(
        @DefaultValue("5m") Duration first,
        @DefaultValue("2") @DecimalMin("1") @DecimalMax("10") double growth,
        @DefaultValue("4h") Duration longest,
        @DefaultValue("0.2") @DecimalMin("0") @DecimalMax("0.9") double jitter,
        @DefaultValue("1d") Duration marketingFor,
        @DefaultValue("1m") Duration uncertainAfter) {

    @AssertTrue(message = "first must be positive and not longer than longest")
    boolean isInOrder() {
        return first.isPositive() && first.compareTo(longest) <= 0 && uncertainAfter.isPositive();
    }
}
