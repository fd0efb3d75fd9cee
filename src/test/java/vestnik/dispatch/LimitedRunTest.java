package vestnik.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import vestnik.channel.email.ScriptedSmtpServer;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;
import vestnik.schedule.MailingRuns;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

/// Runs under limits and under what providers asked for.
@VestnikTest
@TestPropertySource(properties = {"vestnik.limits.email-per-day=10", "vestnik.limits.domains[0].domain=slow.test",
        "vestnik.limits.domains[0].rate=6/m"})
class LimitedRunTest {

    static final ScriptedSmtpServer RELAY = ScriptedSmtpServer.start();
    static final Instant MIDNIGHT = Instant.parse("2026-11-18T21:00:00Z");

    @Autowired
    MailingRuns runs;
    @Autowired
    Mailings mailings;
    @Autowired
    DomainPauses pauses;
    @Autowired
    Reactions reactions;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TestClock clock;
    @Autowired
    DataSource source;
    Clinic clinic;

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.port", RELAY::port);
    }

    @AfterAll
    static void closeRelay() {
        RELAY.close();
    }

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        clinic = new Clinic(source);
        RELAY.messages().clear();
    }

    @AfterEach
    void close() {
        pauses.open().forEach(pauses::lift);
        clinic.close();
    }

    @Test
    void whatIsOverTheDaysLimitGoesOnTheNextDay() {
        IntStream.range(0, 13).forEach(_ -> remindAt("patients.test"));
        Mailing mailing = run();
        assertThat(states(mailing)).isEqualTo(Map.of("ACCEPTED", 10L, "DEFERRED EMAIL_PER_DAY", 3L));
        assertThat(mailing.resumeAt()).isEqualTo(MIDNIGHT);
        clock.set(MIDNIGHT);
        assertThat(goOn(mailing).finishedAt()).isNotNull();
        assertThat(states(mailing)).isEqualTo(Map.of("ACCEPTED", 13L));
        assertThat(RELAY.messages()).hasSize(13);
    }

    @Test
    void aDomainThatAskedToWaitWaitsAndTheOthersDoNot() {
        remindAt("busy.test");
        remindAt("patients.test");
        pauses.begin("busy.test", "", BackOffReason.TOO_FAST);
        Instant until = pauses.untilOf("busy.test").orElseThrow();
        Mailing mailing = run();
        assertThat(states(mailing)).isEqualTo(Map.of("ACCEPTED", 1L, "DEFERRED DOMAIN_PAUSED", 1L));
        assertThat(mailing.resumeAt()).isEqualTo(until);
        clock.set(until);
        goOn(mailing);
        assertThat(states(mailing)).isEqualTo(Map.of("ACCEPTED", 2L));
    }

    @Test
    void aSlowDomainDoesNotKeepTheOthersForLong() {
        IntStream.range(0, 3).forEach(_ -> remindAt("slow.test"));
        IntStream.range(0, 3).forEach(_ -> remindAt("patients.test"));
        Mailing mailing = run();
        assertThat(states(mailing)).containsEntry("ACCEPTED", 4L).containsEntry("DEFERRED DOMAIN_LIMIT", 2L);
        for (int turn = 0; turn < 3 && mailing.resumeAt() != null; turn++) {
            clock.set(mailing.resumeAt().plus(Duration.ofSeconds(1)));
            mailing = goOn(mailing);
        }
        assertThat(states(mailing)).isEqualTo(Map.of("ACCEPTED", 6L));
    }

    @Test
    void anAnswerThatTellsOfTheAddressIsTakenToHeart() {
        remindAt("patients.test");
        RELAY.answer("RCPT", "550 5.1.1 User unknown");
        Mailing mailing = run();
        reactions.act();
        assertThat(states(mailing)).hasSize(1).containsValue(1L);
        assertThat(jdbc.sql("select reason from suppression").query(String.class).list())
                .containsExactly("HARD_BOUNCE");
    }

    private void remindAt(String domain) {
        long patient = clinic.patient();
        clinic.with(patient, "phone = null, phone_takes_sms = false, email = 'p%d@%s'".formatted(patient, domain));
        clinic.appointment(patient, TestClock.START.plus(Duration.ofDays(3)));
    }

    private Mailing run() {
        return runs.run(MailingKind.APPOINTMENT_REMINDERS, clock.instant(), "test");
    }

    private Mailing goOn(Mailing mailing) {
        runs.run(mailings.get(mailing.id()));
        return mailings.get(mailing.id());
    }

    private Map<String, Long> states(Mailing mailing) {
        Map<String, Long> all = new HashMap<>();
        jdbc.sql("""
                select distinct on (ordinal) result, reason from outcome
                where mailing_id = ? order by ordinal, number desc
                """).param(mailing.id())
                .query((row, _) -> row.getString("result").equals("DEFERRED")
                        ? "DEFERRED " + row.getString("reason")
                        : row.getString("result"))
                .list().forEach(state -> all.merge(state, 1L, Long::sum));
        return all;
    }
}
