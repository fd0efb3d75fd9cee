package vestnik.dispatch;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.mailing.Mailing;

/// The portions that wait for a node, as jobs of Quartz that are run again if their node dies.
@Component
class PortionQueue {

    private final Lanes lanes;
    private final TransactionTemplate transaction;

    PortionQueue(Lanes lanes, PlatformTransactionManager transactions) {
        this.lanes = lanes;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// Gives portions to whichever node is free.
    void add(Mailing mailing, Collection<StepExecution> portions) {
        Map<Lane, Map<JobDetail, Set<? extends Trigger>>> byLane = new LinkedHashMap<>();
        portions.forEach(portion -> byLane.computeIfAbsent(laneOf(mailing, portion), _ -> new LinkedHashMap<>())
                .put(job(mailing, portion), Set.of(trigger(portion))));
        byLane.forEach((lane, jobs) -> transaction.executeWithoutResult(_ -> schedule(lanes.of(lane), jobs)));
    }

    /// Whether a portion waits in the queue or is worked on.
    boolean contains(Mailing mailing, StepExecution portion) {
        try {
            return lanes.of(laneOf(mailing, portion)).checkExists(key(mailing, portion));
        } catch (SchedulerException cause) {
            throw new IllegalStateException("a lane cannot be looked at", cause);
        }
    }

    /// Takes a portion out of the queue if nobody has begun it.
    void remove(Mailing mailing, StepExecution portion) {
        transaction.executeWithoutResult(_ -> {
            try {
                lanes.of(laneOf(mailing, portion)).deleteJob(key(mailing, portion));
            } catch (SchedulerException cause) {
                throw new IllegalStateException("a portion cannot be taken back", cause);
            }
        });
    }

    private static Lane laneOf(Mailing mailing, StepExecution portion) {
        return Lane.of(mailing.purpose(), Portion.of(portion.getExecutionContext()).channel());
    }

    private static JobKey key(Mailing mailing, StepExecution portion) {
        return new JobKey("portion-" + portion.getId(), "mailing-" + mailing.id());
    }

    private static JobDetail job(Mailing mailing, StepExecution portion) {
        return JobBuilder.newJob(PortionJob.class).withIdentity(key(mailing, portion))
                .usingJobData(PortionJob.PORTION, portion.getId())
                .requestRecovery()
                .build();
    }

    // Late is no misfire: a portion waits as long as it must.
    private static Trigger trigger(StepExecution portion) {
        return TriggerBuilder.newTrigger()
                .withIdentity("portion-" + portion.getId() + "-" + System.nanoTime(), "portions")
                .withSchedule(SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionIgnoreMisfires())
                .startNow()
                .build();
    }

    private static void schedule(Scheduler lane, Map<JobDetail, Set<? extends Trigger>> jobs) {
        try {
            lane.scheduleJobs(jobs, true);
        } catch (SchedulerException cause) {
            throw new IllegalStateException("portions cannot be given to the nodes", cause);
        }
    }
}
