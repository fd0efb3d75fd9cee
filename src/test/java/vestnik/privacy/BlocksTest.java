package vestnik.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.Gate;
import vestnik.consent.Reach;
import vestnik.consent.Withheld;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;
import vestnik.mailing.Planner;
import vestnik.privacy.Blocking.Blocked;
import vestnik.privacy.Blocking.DueInThePast;
import vestnik.privacy.Blocking.UnknownPatient;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Purpose;

@VestnikTest
class BlocksTest {

    private static final LocalDate DUE = LocalDate.parse("2026-11-25");

    @Autowired
    Blocks blocks;

    @Autowired
    Gate gate;

    @Autowired
    Planner planner;

    @Autowired
    Mailings mailings;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    DataSource source;

    Clinic clinic;
    long patient;
    String id;

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        clinic = new Clinic(source);
        patient = clinic.patient();
        id = jdbc.sql("select external_id from patient where id = ?").param(patient).query(String.class).single();
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void stopsEveryPurposeOnEveryChannel() {
        assertThat(blocks.block(id, "wrong phone", DUE, "olga"))
                .isEqualTo(new Blocked(TestClock.START, "wrong phone", DUE, Reach.COMPLETE));
        assertThat(gate.explain(patient, TestClock.START)).hasSize(10)
                .allSatisfy(answer -> assertThat(answer.reason()).contains(Withheld.BLOCKED));
    }

    @Test
    void isDueWhenTheSettingsSayUnlessToldOtherwise() {
        assertThat(blocks.block(id, "wrong phone", null, "olga"))
                .isEqualTo(new Blocked(TestClock.START, "wrong phone", LocalDate.parse("2026-12-02"), Reach.COMPLETE));
    }

    @Test
    void blockingAgainKeepsTheMomentAndWritesNoSecondBlocking() {
        blocks.block(id, "wrong phone", DUE, "olga");
        clock.advance(Duration.ofHours(1));
        var again = new Blocked(TestClock.START, "wrong name too", DUE, Reach.COMPLETE);
        assertThat(blocks.block(id, "wrong name too", null, "igor")).isEqualTo(again);
        assertThat(blocks.find(id)).contains(again);
        assertThat(history()).isEqualTo("wrong name too, due 2026-11-25, by olga");
    }

    @Test
    void remembersWhoLiftedIt() {
        blocks.block(id, "wrong phone", DUE, "olga");
        assertThat(blocks.unblock(id, "igor")).isEqualTo(Unblocking.UNBLOCKED);
        assertThat(blocks.unblock(id, "igor")).isEqualTo(Unblocking.NOT_BLOCKED);
        assertThat(blocks.find(id)).isEmpty();
        blocks.block(id, "again", DUE, "olga");
        assertThat(history())
                .isEqualTo("wrong phone, due 2026-11-25, by olga, lifted by igor; again, due 2026-11-25, by olga");
    }

    @Test
    void isWrittenIntoTheAuditTrailWithoutAnythingPersonal() {
        blocks.block(id, "Анна просила", DUE, "olga");
        blocks.unblock(id, "igor");
        assertThat(jdbc.sql("select concat_ws(' ', actor, action, subject, detail) from audit_entry order by id")
                .query(String.class)
                .list()).containsExactly("olga block patient:%d {\"dueOn\": \"2026-11-25\"}".formatted(patient),
                        "igor unblock patient:%d {}".formatted(patient));
    }

    @Test
    void aDayThatIsOverIsNoDayToCheckBy() {
        assertThat(blocks.block(id, "wrong phone", LocalDate.parse("2026-11-17"), "olga"))
                .isEqualTo(new DueInThePast());
        assertThat(blocks.find(id)).isEmpty();
    }

    @Test
    void knowsNoOthers() {
        assertThat(blocks.block("nobody", "wrong phone", DUE, "olga")).isEqualTo(new UnknownPatient());
        assertThat(blocks.unblock("nobody", "olga")).isEqualTo(Unblocking.UNKNOWN_PATIENT);
    }

    @Test
    void whatWasBlockedBeforeReasonsWereKeptCanBeSeenAndLifted() {
        clinic.with(patient, "blocked_at = '2026-11-01T12:00:00Z'");
        assertThat(blocks.find(id)).map(Blocked::dueOn).contains(LocalDate.parse("2026-11-01"));
        assertThat(blocks.unblock(id, "igor")).isEqualTo(Unblocking.UNBLOCKED);
    }

    @Test
    void unblockingReplaysNothingThatWasWithheldMeanwhile() {
        clinic.appointment(patient, TestClock.START.plus(Duration.ofDays(3)));
        blocks.block(id, "wrong phone", DUE, "olga");
        assertThat(plan()).containsOnlyKeys("WITHHELD BLOCKED");
        blocks.unblock(id, "igor");
        clock.advance(Duration.ofMinutes(5));
        assertThat(plan()).isEmpty();
        clinic.appointment(patient, TestClock.START.plus(Duration.ofDays(3)));
        clock.advance(Duration.ofMinutes(5));
        assertThat(plan()).containsOnlyKeys("WAITING");
    }

    private Map<String, Long> plan() {
        var now = clock.instant();
        Mailing mailing = mailings.open(MailingKind.APPOINTMENT_REMINDERS, Purpose.APPOINTMENT, "appointment-reminder",
                "appointment-reminders@" + now, now, null, "test", now);
        planner.plan(mailing);
        return mailings.countStates(mailing.id());
    }

    private String history() {
        return String.join("; ", jdbc.sql("""
                select concat_ws(', ', reason, 'due ' || due_on, 'by ' || blocked_by, 'lifted by ' || lifted_by)
                from blocking where patient_id = ? order by id
                """).param(patient).query(String.class).list());
    }
}
