package vestnik.receipt;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Asking what became of SMS: batch-config/receipts.yaml.
///
/// @param askAfter how long to wait for word; each further question waits three times as long as the one before
/// @param giveUpAfter from when on nothing is asked any more
/// @param every how often is looked for messages to ask for; 0 for never
/// @param atOnce how many are asked for then at most
/// @param apart how long between two questions
@Validated
@ConfigurationProperties(prefix = "vestnik.receipts", ignoreUnknownFields = false)
record ReceiptsSettings(
        @DefaultValue("1h") Duration askAfter,
        @DefaultValue("3d") Duration giveUpAfter,
        @DefaultValue("5m") Duration every,
        @DefaultValue("100") @Min(1) @Max(10_000) int atOnce,
        @DefaultValue("500ms") Duration apart) {

    @AssertTrue(message = "vestnik.receipts.give-up-after must be longer than ask-after, and that positive")
    boolean isInOrder() {
        return askAfter.isPositive() && giveUpAfter.compareTo(askAfter) > 0;
    }

    @AssertTrue(message = "vestnik.receipts.every and apart must not be negative")
    boolean isNotNegative() {
        return !every.isNegative() && !apart.isNegative();
    }
}
