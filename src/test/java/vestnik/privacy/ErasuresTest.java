package vestnik.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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
import vestnik.privacy.Erasure.AlreadyErased;
import vestnik.privacy.Erasure.Erased;
import vestnik.privacy.Erasure.UnknownPatient;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

@VestnikTest
class ErasuresTest {

    private static final String LEFT_BEHIND = """
            select table_name from information_schema.tables
            where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'
              and (xpath('/row/found/text()', query_to_xml(format(
                'select count(*) as found from %I row where row::text ilike any(%L)', table_name, :words), true, true, '')))[1]
                ::text::int > 0
            order by table_name
            """;

    @Autowired
    Erasures erasures;

    @Autowired
    Requests requests;

    @Autowired
    Blocks blocks;

    @Autowired
    PersonalData personalData;

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
        patient = clinic.with(clinic.patient(),
                "external_id = 'KARTA-77', family_name = 'Жаворонкова', email = 'ZHAVORONKOVA@patients.test'");
        id = "KARTA-77";
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void leavesNothingPersonalAnywhere() {
        long mother = clinic.representative(patient, null, null);
        clinic.withRepresentative(mother, "family_name = 'Жаворонкова', external_id = 'MAMA-78'");
        clinic.grants(patient, Purpose.PROMOTION, Channel.EMAIL);
        clinic.withAppointment(clinic.appointment(patient, TestClock.START.plus(Duration.ofDays(3))),
                "external_id = 'KARTA-77/1'");
        plan();
        requests.make(patient, mother, RequestKind.ERASURE, "Я, Жаворонкова, прошу", Map.of("ip", "192.0.2.77"));
        blocks.block(id, "Жаворонкова звонила", null, "olga");
        prefersAndConfirms();
        String phone = jdbc.sql("select phone from patient where id = ?").param(patient).query(String.class).single();
        assertThat(found(phone)).containsExactly("appointment", "blocking", "confirmation", "import_reject", "patient",
                "patient_request", "representative");
        assertThat(erase()).isInstanceOf(Erased.class);
        assertThat(found(phone)).isEmpty();
    }

    private List<String> found(String phone) {
        return jdbc.sql(LEFT_BEHIND)
                .param("words", "{%KARTA-77%,%MAMA-78%,%Жаворонков%,%zhavoronkova%,%192.0.2.77%,%" + phone + "%}")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private void prefersAndConfirms() {
        jdbc.sql("""
                insert into preference (patient_id, rest_days, changed_at, changed_by) values (:patient, 7, now(), 'patient')
                """).param("patient", patient).update();
        jdbc.sql("""
                insert into confirmation (patient_id, kind, channel, evidence, code, requested_at, expires_at, letter_asked_at)
                values (:patient, 'ACCESS', 'EMAIL', '{"ip": "192.0.2.77"}', '123456', now(), now(), now())
                """).param("patient", patient).update();
        jdbc.sql("""
                with run as (
                  insert into import_run (file_name, file_hash, format, started_by, started_at)
                  values ('patients.csv', '', 'CSV', 'olga', now()) returning id
                )
                insert into import_reject (import_id, line, field, external_id, reason, row_kept)
                select id, 2, 'phone', 'KARTA-77', 'no number', true from run
                """).update();
    }

    @Test
    void keepsTheProofOfWhatWasAgreedTo() {
        clinic.grants(patient, Purpose.PROMOTION, Channel.EMAIL);
        erase();
        assertThat(entries(patient)).startsWith("PROMOTION EMAIL GRANT PAPER")
                .contains("REVIEW SMS WITHDRAWAL ERASURE").hasSize(7);
        assertThat(jdbc.sql("select reason || ', ' || document || ', ' || erased_by from erasure").query(String.class)
                .single()).isEqualTo("own wish, act 5, olga");
    }

    @Test
    void stopsEverythingThatIsPlanned() {
        clinic.appointment(patient, TestClock.START.plus(Duration.ofDays(3)));
        assertThat(erase()).isInstanceOfSatisfying(Erased.class,
                erased -> assertThat(erased.reach()).isEqualTo(Reach.COMPLETE));
        assertThat(gate.explain(patient, TestClock.START))
                .allSatisfy(answer -> assertThat(answer.reason()).contains(Withheld.ERASED));
        assertThat(plan()).isEmpty();
    }

    @Test
    void whoActsForSomebodyElseTooIsKept() {
        long child = clinic.child();
        long sibling = clinic.child();
        long mother = clinic.representative(child, null, null);
        clinic.represent(mother, sibling, null, null);
        erasures.erase(externalId(child), "own wish", "act 5", "olga");
        assertThat(jdbc.sql("select email from representative where id = ?").param(mother).query(String.class).single())
                .contains("@");
        erasures.erase(externalId(sibling), "own wish", "act 6", "olga");
        assertThat(jdbc.sql("select count(*) from representative where coalesce(family_name, email, phone) is null")
                .query(Long.class)
                .single()).isEqualTo(1);
    }

    @Test
    void closesWhatWasAskedFor() {
        requests.make(patient, null, RequestKind.ERASURE, "прошу", Map.of());
        erase();
        assertThat(requests.open()).isEmpty();
    }

    @Test
    void erasingTwiceTellsSo() {
        erase();
        clock.advance(Duration.ofDays(1));
        assertThat(erase()).isEqualTo(new AlreadyErased(TestClock.START));
        assertThat(erasures.erase("nobody", "own wish", "act 5", "olga")).isEqualTo(new UnknownPatient());
        assertThat(jdbc.sql("select count(*) from erasure").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void nobodyCanActForWhoIsErased() {
        erase();
        assertThat(blocks.block("erased:" + patient, "again", null, "olga")).isEqualTo(new Blocking.UnknownPatient());
        assertThat(personalData.export(patient, null)).isEmpty();
    }

    @Test
    void theAuditTrailSaysWhoAndNothingElse() {
        erase();
        assertThat(jdbc.sql("select actor || ' ' || action || ' ' || subject from audit_entry").query(String.class)
                .single()).isEqualTo("olga erase patient:" + patient);
    }

    @Test
    void theAddressStaysSuppressed() {
        clinic.suppresses(patient, Channel.EMAIL, null);
        erase();
        assertThat(jdbc.sql("select count(*) from suppression").query(Long.class).single()).isEqualTo(1);
    }

    private Erasure erase() {
        return erasures.erase(id, "own wish", "act 5", "olga");
    }

    private Map<String, Long> plan() {
        var now = clock.instant();
        Mailing mailing = mailings.open(MailingKind.APPOINTMENT_REMINDERS, Purpose.APPOINTMENT, "appointment-reminder",
                "appointment-reminders@" + now, now, null, "test", now);
        planner.plan(mailing);
        return mailings.countStates(mailing.id());
    }

    private String externalId(long patient) {
        return jdbc.sql("select external_id from patient where id = ?").param(patient).query(String.class).single();
    }

    private List<String> entries(long patient) {
        return jdbc.sql("""
                select concat_ws(' ', purpose, channel, act, source) from consent_ledger where patient_id = ? order by id
                """).param(patient).query((row, _) -> row.getString(1)).list();
    }
}
