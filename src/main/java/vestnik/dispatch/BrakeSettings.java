package vestnik.dispatch;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// When a campaign or a round of review requests pauses itself: batch-config/brake.yaml.
///
/// @param every how often to look; zero: never
/// @param bounces of the sent, those that came back
/// @param complaints of the sent, those reported as spam
/// @param unsubscribes of the sent, those whose reader unsubscribed through it
/// @param rejections of those tried, the refused
@Validated
@ConfigurationProperties(prefix = "vestnik.brake", ignoreUnknownFields = false)
record BrakeSettings(
        @DefaultValue("3s") Duration every,
        @Nullable @Valid Share bounces,
        @Nullable @Valid Share complaints,
        @Nullable @Valid Share unsubscribes,
        @Nullable @Valid Share rejections) {

    /// More than so many percent, of at least so many messages.
    record Share(@DecimalMin("0.01") @DecimalMax("100") double percent, @Min(1) long ofAtLeast) {

        boolean isPassedBy(long counted, long of) {
            return of >= ofAtLeast && counted * 100.0 > percent * of;
        }

        /// With so many or more, that many do not pass it.
        long enoughFor(long counted) {
            return Math.max(ofAtLeast, (long) Math.ceil(counted * 100 / percent));
        }
    }

    Share ofBounces() {
        return Optional.ofNullable(bounces).orElseGet(() -> new Share(5, 200));
    }

    Share ofComplaints() {
        return Optional.ofNullable(complaints).orElseGet(() -> new Share(0.3, 1000));
    }

    Share ofUnsubscribes() {
        return Optional.ofNullable(unsubscribes).orElseGet(() -> new Share(3, 200));
    }

    Share ofRejections() {
        return Optional.ofNullable(rejections).orElseGet(() -> new Share(10, 100));
    }
}
