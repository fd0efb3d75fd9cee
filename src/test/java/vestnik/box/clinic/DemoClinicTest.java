package vestnik.box.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vestnik.clinic.AppointmentStatus;
import vestnik.clinic.Sex;

class DemoClinicTest {

    private static final long SEED = 1;
    private static final LocalDate TODAY = LocalDate.parse("2026-11-18");
    private static final People PEOPLE = Households.draw(SEED, 5_000, TODAY);

    @TempDir
    Path folder;

    @Test
    void theSameSeedGivesTheSameClinic() {
        assertThat(Households.draw(SEED, 5_000, TODAY)).isEqualTo(PEOPLE);
    }

    @Test
    void namesAgreeInGender() {
        assertThat(PEOPLE.patients()).filteredOn(patient -> patient.locale().isEmpty()).allSatisfy(patient -> {
            assertThat(patient.name().patronymic()).endsWith(patient.sex() == Sex.FEMALE ? "на" : "ич");
            assertThat(patient.name().family()).matches(patient.sex() == Sex.FEMALE ? ".*(а|ая|о|их)" : ".*[^а]");
        });
    }

    @ParameterizedTest
    @CsvSource({"Иванов, Иванова", "Ильин, Ильина", "Толстой, Толстая", "Достоевский, Достоевская",
            "Шевченко, Шевченко",
            "Черных, Черных"})
    void surnamesHaveTheirFeminineForm(String man, String woman) {
        assertThat(Names.feminine(man)).isEqualTo(woman);
    }

    @Test
    void everySortOfPatientIsThere() {
        List<Predicate<Patient>> sorts = List.of(patient -> patient.life() == Patient.Life.MINOR,
                patient -> patient.life() == Patient.Life.INCAPABLE,
                patient -> patient.life() == Patient.Life.DECEASED, patient -> patient.locale().equals("en"),
                patient -> patient.contact().phone().isEmpty(), patient -> patient.contact().email().isEmpty(),
                patient -> patient.contact().phone().startsWith("8 (4"),
                patient -> patient.contact().email().equals("нет"), patient -> patient.branch() != Branch.BRYANSK);
        assertThat(sorts).allSatisfy(sort -> assertThat(PEOPLE.patients()).anyMatch(sort));
    }

    @Test
    void parentsShareAddresses() {
        var addresses = PEOPLE.patients().stream().map(patient -> patient.contact().email())
                .filter(email -> email.contains("@")).toList();
        assertThat(addresses.stream().distinct().count()).isLessThan(addresses.size());
    }

    @Test
    void mobileNumbersAreValidAndNobodys() {
        var phones = PhoneNumberUtil.getInstance();
        assertThat(PEOPLE.patients()).map(patient -> patient.contact().phone())
                .filteredOn(phone -> phone.matches("(\\+7|8)[ (]*9\\d\\d[ )]*000.*\\d\\d.*")).hasSizeGreaterThan(3_000)
                .allSatisfy(phone -> {
                    var number = phones.parse(phone, "RU");
                    assertThat(phones.isValidNumber(number)).isTrue();
                    assertThat(phones.getNumberType(number)).isEqualTo(PhoneNumberType.MOBILE);
                    assertThat(number.getNationalNumber() / 10_000 % 1_000).isZero();
                });
    }

    @Test
    void addressesStandInReservedDomains() {
        assertThat(PEOPLE.patients()).map(patient -> patient.contact().email())
                .filteredOn(email -> email.matches("[^@]+@[^@]+\\.[^@]+")).allMatch(email -> email.endsWith(".test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-18T00:10:00Z", "2026-11-18T09:00:00Z", "2026-11-22T20:30:00Z",
            "2026-12-31T21:00:00Z"})
    void atAnyHourSomeAreDue(Instant now) {
        List<Visit> visits = Visits.coming(SEED, PEOPLE, now, now, 6_000);
        assertThat(visits).hasSize(6_000).allMatch(visit -> start(visit).isAfter(now));
        assertThat(due(visits, now, Duration.ofMinutes(15), Duration.ofHours(2))).isGreaterThan(100);
        assertThat(due(visits, now, Duration.ofHours(12), Duration.ofDays(3))).isGreaterThan(800);
    }

    private static long due(List<Visit> visits, Instant now, Duration from, Duration until) {
        return visits.stream().filter(visit -> visit.status() == AppointmentStatus.BOOKED).map(DemoClinicTest::start)
                .filter(start -> start.isAfter(now.plus(from)) && !start.isAfter(now.plus(until))).count();
    }

    private static Instant start(Visit visit) {
        return visit.start().atZone(visit.branch().zone()).toInstant();
    }

    @Test
    void filesAreThoseThatTheIntakeReads() throws IOException {
        Instant now = Instant.parse("2026-11-18T09:00:00Z");
        List<Path> files = new DemoClinic(TODAY, 20_000).writeAll(folder, now);
        assertThat(files).map(file -> file.getFileName().toString()).containsExactly("patients.csv",
                "representatives.csv", "appointments.csv", "consents.csv");
        assertThat(Files.readAllLines(files.getFirst())).hasSize(20_001);
        assertThat(Optional.of(Files.readAllLines(files.get(2)).getFirst())).get().asString().startsWith("id;");
    }
}
