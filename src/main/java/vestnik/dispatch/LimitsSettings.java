package vestnik.dispatch;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vestnik.vocabulary.Channel;

/// How fast and how much may leave, all nodes together: batch-config/limits.yaml.
///
/// @param email all e-mail
/// @param sms all SMS
/// @param transactional e-mail from the sender of reminders and notices
/// @param promotional e-mail from the sender of promotions and review requests
/// @param domain e-mail to one recipient domain
/// @param domains domains that have a rate of their own
/// @param emailPerDay e-mail a day of the clinic; 0: no limit
/// @param smsPerDay SMS a day of the clinic; 0: no limit
/// @param marketingPercent how much of a day's limit promotions and review requests may use
@Validated
@ConfigurationProperties(prefix = "vestnik.limits", ignoreUnknownFields = false)
record LimitsSettings(
        @DefaultValue("off") Rate email,
        @DefaultValue("off") Rate sms,
        @DefaultValue("off") Rate transactional,
        @DefaultValue("off") Rate promotional,
        @DefaultValue("off") Rate domain,
        @DefaultValue List<DomainRate> domains,
        @DefaultValue("0") @Min(0) int emailPerDay,
        @DefaultValue("0") @Min(0) int smsPerDay,
        @DefaultValue("80") @Min(1) @Max(100) int marketingPercent,
        @Valid @DefaultValue WarmUp warmUp) {

    /// A new sender writes to few at first, and to more each day.
    ///
    /// @param from the first day; null: no warm-up
    /// @param start e-mail on the first day
    /// @param factor how many times as much on each next day
    record WarmUp(
            @Nullable LocalDate from,
            @DefaultValue("200") @Min(1) int start,
            @DefaultValue("1.5") @DecimalMin("1.01") @DecimalMax("10") double factor) {

        private static final int ENOUGH = 10_000_000;

        /// How much may leave on a day; 0: as much as there is.
        int on(LocalDate day) {
            if (from == null || day.isBefore(from)) {
                return 0;
            }
            double most = start * Math.pow(factor, (double) ChronoUnit.DAYS.between(from, day));
            return most >= ENOUGH ? 0 : (int) most;
        }
    }

    Rate of(Channel channel) {
        return switch (channel) {
            case EMAIL -> email;
            case SMS -> sms;
        };
    }

    Rate ofDomain(String name) {
        return domains.stream().filter(one -> one.domain().equals(name)).findFirst().map(DomainRate::rate)
                .orElse(domain);
    }

    /// 0: no limit.
    int perDay(Channel channel) {
        return switch (channel) {
            case EMAIL -> emailPerDay;
            case SMS -> smsPerDay;
        };
    }

    boolean areOff() {
        return email.isOff() && sms.isOff() && transactional.isOff() && promotional.isOff() && domain.isOff()
                && domains.isEmpty() && emailPerDay == 0 && smsPerDay == 0 && warmUp.from == null;
    }
}
