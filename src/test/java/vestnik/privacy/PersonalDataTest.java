package vestnik.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;
import vestnik.mailing.Mailing;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;
import vestnik.mailing.Planner;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

@VestnikTest
class PersonalDataTest {

    @Autowired
    PersonalData personalData;

    @Autowired
    Requests requests;

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

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        clinic = new Clinic(source);
        patient = clinic.patient();
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void tellsWhoThePersonIs() {
        var held = export(null).get("patient");
        assertThat(held.get("familyName").asString()).isEqualTo("Орлова");
        assertThat(held.get("birthDate").asString()).isEqualTo("1980-05-17");
        assertThat(held.get("email").asString()).contains("@patients.test");
    }

    @Test
    void tellsEverythingThatHangsOnThem() {
        clinic.visit(patient, TestClock.START.minus(Duration.ofDays(30)));
        clinic.appointment(patient, TestClock.START.plus(Duration.ofDays(3)));
        clinic.grants(patient, Purpose.PROMOTION, Channel.EMAIL);
        clinic.suppresses(patient, Channel.SMS, null);
        requests.make(patient, null, RequestKind.BLOCKING, "телефон не мой", Map.of("ip", "192.0.2.1"));
        plan();
        var all = export(null);
        assertThat(all.get("appointments")).hasSize(2);
        assertThat(all.at("/appointments/1/specialist").asString()).isEqualTo("Смирнова Ольга Ивановна");
        assertThat(all.at("/consents/0/act").asString()).isEqualTo("GRANT");
        assertThat(all.at("/suppressions/0/reason").asString()).isEqualTo("HARD_BOUNCE");
        assertThat(all.at("/requests/0/evidence/ip").asString()).isEqualTo("192.0.2.1");
        assertThat(all.at("/blockings/0/blockedBy").asString()).isEqualTo("patient");
        assertThat(all.get("messages")).hasSize(2);
        assertThat(all.at("/messages/0/reason").asString()).isEqualTo("BLOCKED");
        assertThat(all.get("representatives")).isEmpty();
    }

    @Test
    void aRepresentativeIsToldTheirOwnAddressesOnly() {
        long mother = clinic.representative(patient, null, null);
        clinic.representative(patient, null, null);
        var told = export(mother).get("representatives");
        assertThat(told).hasSize(2);
        assertThat(told.get(0).get("phone").asString()).startsWith("+7917");
        assertThat(told.get(1).get("phone").isNull()).isTrue();
        assertThat(told.get(1).get("familyName").asString()).isEqualTo("Орлов");
    }

    @Test
    void tellsNothingOfOthers() {
        long other = clinic.patient();
        clinic.grants(other, Purpose.PROMOTION, Channel.EMAIL);
        clinic.suppresses(other, Channel.SMS, null);
        clinic.appointment(other, TestClock.START.plus(Duration.ofDays(3)));
        var all = export(null);
        all.properties().stream()
                .filter(part -> !part.getKey().equals("patient"))
                .forEach(part -> assertThat(part.getValue()).as(part.getKey()).isEmpty());
    }

    private ObjectNode export(@Nullable Long reader) {
        return personalData.export(patient, reader).orElseThrow();
    }

    private void plan() {
        var now = clock.instant();
        Mailing mailing = mailings.open(MailingKind.APPOINTMENT_REMINDERS, Purpose.APPOINTMENT, "appointment-reminder",
                "appointment-reminders@" + now, now, null, "test", now);
        planner.plan(mailing);
    }
}
