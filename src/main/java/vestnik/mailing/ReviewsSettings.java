package vestnik.mailing;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vestnik.vocabulary.Channel;

/// When patients are asked for a review: batch-config/reviews.yaml.
///
/// @param template the name of its folder in templates/
/// @param after how long after the start of a visit that took place the request is due
/// @param until how long after it nobody is asked any more
/// @param page where the review is written
@Validated
@ConfigurationProperties(prefix = "vestnik.reviews", ignoreUnknownFields = false)
public record ReviewsSettings(
        @DefaultValue("review-request") @NotBlank String template,
        @DefaultValue("1d") Duration after,
        @DefaultValue("14d") Duration until,
        @DefaultValue("EMAIL") Channel channel,
        @NotNull URI page) {

    @AssertTrue(message = "after must be shorter than until, and not negative")
    boolean isInOrder() {
        return after.compareTo(until) < 0 && !after.isNegative();
    }
}
