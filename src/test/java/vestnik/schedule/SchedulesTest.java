package vestnik.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.TriggerKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import vestnik.clinic.ClinicSettings;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

// Quartz finds its database by the scheduler's name, so two services in one process need two names.
@VestnikTest
@TestPropertySource(properties = "spring.quartz.properties.org.quartz.scheduler.instanceName=schedules-test")
@DirtiesContext
class SchedulesTest {

    static final TriggerKey REMINDERS = new TriggerKey(ClockJob.Tick.APPOINTMENT_REMINDERS.name(), "clock");

    @Autowired
    Scheduler scheduler;
    @Autowired
    Schedules schedules;
    @Autowired
    ClinicSettings settings;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    DataSource source;
    @Autowired
    TestClock clock;
    Clinic clinic;

    @BeforeEach
    void open() {
        clinic = new Clinic(source);
        clock.set(Instant.now());
    }

    @AfterEach
    void close() throws Exception {
        scheduler.standby();
        clock.set(TestClock.START);
        clinic.close();
    }

    @Test
    void writesEachScheduleOfBatchConfigInTheClinicsZone() throws Exception {
        for (ClockJob.Tick tick : ClockJob.Tick.values()) {
            assertThat(scheduler.getTrigger(new TriggerKey(tick.name(), "clock")))
                    .isInstanceOfSatisfying(CronTrigger.class, trigger -> assertThat(trigger.getTimeZone().toZoneId())
                            .isEqualTo(settings.zone()));
        }
    }

    @Test
    void keepsTheFireThatIsDueWhenTheServiceStartsAgain() throws Exception {
        missAFire();
        schedules.write();
        assertThat(scheduler.getTrigger(REMINDERS).getNextFireTime()).isBefore(Instant.now());
    }

    @Test
    void runsAMissedFireOnceWhenTheServiceIsBack() throws Exception {
        clinic.appointment(clinic.patient(), clock.instant().plus(Duration.ofDays(2)));
        missAFire();
        scheduler.start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> settled() == 1);
        assertThat(mailings()).isEqualTo(1);
        assertThat(jdbc.sql("select started_by from mailing").query(String.class).single()).isEqualTo("schedule");
    }

    @Test
    void opensNoMailingWhenNothingIsDue() throws Exception {
        missAFire();
        scheduler.start();
        Awaitility.await().atMost(Duration.ofSeconds(30))
                .until(() -> scheduler.getTrigger(REMINDERS).getPreviousFireTime() != null);
        assertThat(mailings()).isZero();
    }

    private long mailings() {
        return jdbc.sql("select count(*) from mailing").query(Long.class).single();
    }

    private long settled() {
        return jdbc.sql("select count(*) from mailing where failure is not null").query(Long.class).single();
    }

    private void missAFire() {
        jdbc.sql("""
                update quartz.qrtz_triggers set next_fire_time = :past, prev_fire_time = -1
                where trigger_name = 'APPOINTMENT_REMINDERS'
                """).param("past", Instant.now().minus(Duration.ofMinutes(30)).toEpochMilli()).update();
    }
}
