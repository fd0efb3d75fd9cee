package vestnik.schedule;

import jakarta.validation.constraints.AssertTrue;
import java.util.Map;
import org.quartz.CronExpression;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// When the jobs run by themselves: batch-config/schedules.yaml. Each is a Quartz cron expression in the clinic's zone, or
/// `off`.
///
/// @param appointmentReminders when to look for reminders that are due
/// @param reviewRequests when to look for visits to ask about
/// @param consentConfirmations when to look for letters that nobody sent at once
/// @param campaignFollowUps when to look for people of a campaign whom the hour kept from being written to
/// @param housekeeping when to make new partitions
@Validated
@ConfigurationProperties(prefix = "vestnik.schedules", ignoreUnknownFields = false)
public record SchedulesSettings(
        @DefaultValue("0 */5 * * * ?") String appointmentReminders,
        @DefaultValue("0 0 10-20 * * ?") String reviewRequests,
        @DefaultValue("*/10 * * * * ?") String consentConfirmations,
        @DefaultValue("0 10 * * * ?") String campaignFollowUps,
        @DefaultValue("0 30 3 * * ?") String housekeeping) {

    static final String OFF = "off";

    Map<ClockJob.Tick, String> crons() {
        return Map.of(
                ClockJob.Tick.APPOINTMENT_REMINDERS, appointmentReminders,
                ClockJob.Tick.REVIEW_REQUESTS, reviewRequests,
                ClockJob.Tick.CONFIRMATIONS, consentConfirmations,
                ClockJob.Tick.CAMPAIGN_FOLLOW_UPS, campaignFollowUps,
                ClockJob.Tick.HOUSEKEEPING, housekeeping);
    }

    @AssertTrue(message = "must be a Quartz cron expression of six or seven fields, or off")
    boolean isEachACronExpression() {
        return crons().values().stream()
                .allMatch(cron -> cron.equals(OFF) || CronExpression.isValidExpression(cron));
    }
}
