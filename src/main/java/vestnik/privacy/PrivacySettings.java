package vestnik.privacy;

import jakarta.validation.constraints.Positive;
import java.time.MonthDay;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// By when the clinic answers what people demand: batch-config/privacy.yaml.
///
/// @param correctionDays working days to put data right
/// @param blockingDays working days to check blocked data, also when staff blocks without saying until when
/// @param erasureDays working days to erase a person
/// @param holidays days of every year on which nobody works, besides Saturdays and Sundays
@Validated
@ConfigurationProperties(prefix = "vestnik.privacy", ignoreUnknownFields = false)
public record PrivacySettings(
        @DefaultValue("7") @Positive int correctionDays,
        @DefaultValue("10") @Positive int blockingDays,
        @DefaultValue("10") @Positive int erasureDays,
        @DefaultValue Set<MonthDay> holidays) {

    int days(RequestKind kind) {
        return switch (kind) {
            case CORRECTION -> correctionDays;
            case BLOCKING -> blockingDays;
            case ERASURE -> erasureDays;
        };
    }
}
