package vestnik.schedule;

import java.util.Set;
import java.util.TimeZone;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.clinic.ClinicSettings;

/// Writes the schedules of batch-config into Quartz's store, which all nodes share. A trigger whose expression is unchanged
/// is left alone, so that a fire missed while the service was down is still caught up: once, at once.
@Component
@Profile("!command")
class Schedules {

    private final Scheduler scheduler;
    private final SchedulesSettings settings;
    private final ClinicSettings clinic;
    private final TransactionTemplate transaction;

    Schedules(Scheduler scheduler, SchedulesSettings settings, ClinicSettings clinic,
            PlatformTransactionManager transactions) {
        this.scheduler = scheduler;
        this.settings = settings;
        this.clinic = clinic;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// Quartz holds its locks as long as the transaction lasts, so nodes that start at once write one after the other.
    @EventListener(ApplicationReadyEvent.class)
    void write() {
        settings.crons().forEach((tick, cron) -> transaction.executeWithoutResult(_ -> {
            try {
                write(tick, cron);
            } catch (SchedulerException cause) {
                throw new IllegalStateException("the schedule of " + tick + " cannot be written", cause);
            }
        }));
    }

    private void write(ClockJob.Tick tick, String cron) throws SchedulerException {
        var key = new TriggerKey(tick.name(), "clock");
        if (cron.equals(SchedulesSettings.OFF)) {
            scheduler.unscheduleJob(key);
            return;
        }
        var trigger = TriggerBuilder.newTrigger().withIdentity(key)
                .withSchedule(CronScheduleBuilder.cronSchedule(cron).inTimeZone(TimeZone.getTimeZone(clinic.zone()))
                        .withMisfireHandlingInstructionFireAndProceed())
                .forJob(jobOf(tick)).build();
        var present = (CronTrigger) scheduler.getTrigger(key);
        if (present == null || !present.getCronExpression().equals(trigger.getCronExpression())
                || !present.getTimeZone().equals(trigger.getTimeZone())) {
            scheduler.scheduleJob(jobOf(tick), Set.of(trigger), true);
        }
    }

    private static JobDetail jobOf(ClockJob.Tick tick) {
        return JobBuilder.newJob(ClockJob.class).withIdentity(new JobKey(tick.name(), "clock"))
                .usingJobData(ClockJob.TICK, tick.name()).storeDurably().build();
    }
}
