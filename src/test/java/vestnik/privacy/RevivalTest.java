package vestnik.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.clinic.intake.Column;
import vestnik.clinic.intake.FileKind;
import vestnik.clinic.intake.HandIn;
import vestnik.consent.Act;
import vestnik.consent.NewAct;
import vestnik.consent.ReportedConsents;
import vestnik.consent.Source;
import vestnik.consent.Subscription;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// Nobody who was erased gets marketing because the clinic hands them in again.
@VestnikTest
class RevivalTest {

    private static final Subscription OFFERS = new Subscription(Purpose.PROMOTION, Channel.EMAIL);
    private static final String GRANTED = "GRANTED";
    private static final String WITHDRAWN = "WITHDRAWN";

    @Autowired
    Erasures erasures;

    @Autowired
    HandIn handIn;

    @Autowired
    ReportedConsents reports;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    DataSource source;

    Clinic clinic;

    @BeforeEach
    void someoneIsErased() {
        clock.set(TestClock.START);
        clinic = new Clinic(source);
        put("K1", "Анна", "1980-05-17", "anna@example.org", "+79161234567");
        erasures.erase("K1", "own wish", "act 5", "olga");
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @ParameterizedTest(name = "{5}: {0} {1} {2} {3} {4}")
    @CsvSource(nullValues = "-", textBlock = """
            K1, Анна,  1980-05-17, anna@example.org, +79161234567, the same row
            K1, Ольга, 1981-01-01, -,                -,            only the clinic's id
            K2, АННА,  1980-05-17, Anna@Example.org, -,            the address in other letters
            K2, Анна,  1980-05-17, new@example.org,  8 916 123-45-67, the phone
            """)
    void whoIsKnownAgainGetsNoMarketing(String id, String name, String born, @Nullable String email,
            @Nullable String phone, String why) {
        put(id, name, born, email, phone);
        importGrant(id);
        assertThat(state(id)).as(why).isEqualTo(WITHDRAWN);
        assertThat(withdrawals(id)).isEqualTo(6);
    }

    @ParameterizedTest(name = "{5}: {0} {1} {2} {3} {4}")
    @CsvSource(nullValues = "-", textBlock = """
            K2, Пётр, 1978-01-01, anna@example.org, +79161234567, who shares both addresses
            K2, Анна, 2005-05-17, anna@example.org, -,            a daughter of the same name
            K2, Анна, 1980-05-17, other@example.org, -,           a namesake of the same day
            """)
    void anybodyElseIsAnotherPerson(String id, String name, String born, @Nullable String email, @Nullable String phone,
            String why) {
        put(id, name, born, email, phone);
        importGrant(id);
        assertThat(state(id)).as(why).isEqualTo(GRANTED);
    }

    @Test
    void whoHadNoAddressIsKnownByTheirWholeName() {
        put("K5", "Маша", "2015-03-01", null, null);
        erasures.erase("K5", "a parent's wish", "act 6", "olga");
        put("K6", "Маша", "2015-03-01", "masha@example.org", null);
        assertThat(withdrawals("K6")).isEqualTo(6);
    }

    @Test
    void theSameRowAgainAddsNothing() {
        put("K1", "Анна", "1980-05-17", "anna@example.org", null);
        put("K1", "Анна", "1980-05-17", "anna@example.org", null);
        put("K1", "Анна", "1980-05-17", "new@example.org", null);
        assertThat(withdrawals("K1")).isEqualTo(6);
    }

    @Test
    void anActOfTheirOwnWithItsDocumentDoesAndLaterImportsLeaveIt() {
        put("K1", "Анна", "1980-05-17", "anna@example.org", null);
        clock.advance(Duration.ofDays(1));
        reports.record("K1", new NewAct(OFFERS, Act.GRANT, clock.instant(), Source.PAPER, "form 9", null, null),
                "olga");
        put("K1", "Анна", "1980-05-17", "new@example.org", null);
        assertThat(state("K1")).isEqualTo(GRANTED);
    }

    @Test
    void whoWasErasedTwiceIsKnownTwice() {
        put("K1", "Анна", "1980-05-17", "anna@example.org", null);
        erasures.erase("K1", "own wish", "act 7", "olga");
        put("K1", "Анна", "1980-05-17", "anna@example.org", null);
        assertThat(withdrawals("K1")).isEqualTo(6);
    }

    @Test
    void saysOfWhichErasureItIs() {
        put("K1", "Анна", "1980-05-17", null, null);
        assertThat(jdbc.sql("""
                select distinct actor || ' ' || (evidence ->> 'erasure' = erasure.id::text)
                from consent_ledger join erasure on true
                where consent_ledger.patient_id = (select id from patient where external_id = 'K1')
                """).query(String.class).single()).isEqualTo("api true");
    }

    @Test
    void nobodyIsHandedInUnderTheNameOfAnErasedRow() {
        long erased = jdbc.sql("select id from patient").query(Long.class).single();
        var answer = put("erased:" + erased, "Анна", "1980-05-17", "anna@example.org", null);
        assertThat(answer).isInstanceOf(HandIn.Answer.Refused.class);
        assertThat(jdbc.sql("select count(*) from patient where email is not null").query(Long.class).single())
                .isZero();
    }

    private HandIn.Answer put(String id, String name, String born, @Nullable String email, @Nullable String phone) {
        Map<Column, String> cells = new EnumMap<>(Map.of(Column.ID, id, Column.FAMILY_NAME, "Орлова", Column.GIVEN_NAME,
                name, Column.PATRONYMIC, "Петровна", Column.BIRTH_DATE, born));
        if (email != null) {
            cells.put(Column.EMAIL, email);
        }
        if (phone != null) {
            cells.put(Column.PHONE, phone);
        }
        return handIn.put(FileKind.PATIENTS, cells);
    }

    private void importGrant(String id) {
        String at = clock.instant().toString();
        handIn.put(FileKind.CONSENTS, new EnumMap<>(Map.of(Column.PATIENT_ID, id, Column.PURPOSE, "PROMOTION",
                Column.CHANNEL, "EMAIL", Column.ACT, "GRANT", Column.AT, at)));
    }

    private String state(String id) {
        return jdbc.sql("""
                select state from consent join patient on patient.id = patient_id
                where external_id = ? and purpose = 'PROMOTION' and channel = 'EMAIL'
                """).param(id).query(String.class).single();
    }

    private long withdrawals(String id) {
        return jdbc.sql("""
                select count(*) from consent_ledger join patient on patient.id = patient_id
                where external_id = ? and act = 'WITHDRAWAL' and source = 'ERASURE'
                """).param(id).query(Long.class).single();
    }
}
