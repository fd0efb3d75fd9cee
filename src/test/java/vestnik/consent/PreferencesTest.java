package vestnik.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.Preferring.Kept;
import vestnik.consent.Preferring.Nobody;
import vestnik.consent.Preferring.NoSuchPause;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;

@VestnikTest
class PreferencesTest {

    @Autowired
    Preferences preferences;

    @Autowired
    DataSource source;

    @Autowired
    TestClock clock;

    Clinic clinic;
    long patient;

    @BeforeEach
    void open() {
        clinic = new Clinic(source);
        patient = clinic.patient();
    }

    @AfterEach
    void putTheClockBack() {
        clock.set(TestClock.START);
    }

    @Test
    void asUsualUntilSomebodyWishesOtherwise() {
        assertThat(preferences.of(patient)).isEqualTo(Preference.NONE);
    }

    @Test
    void aWishReplacesTheOneBefore() {
        var first = new Preference(LocalDate.of(2027, 1, 1), Rest.WEEK, Channel.SMS, Locale.ENGLISH);
        var second = new Preference(null, Rest.QUARTER, Channel.EMAIL, null);
        assertThat(preferences.change(patient, first, "patient")).isEqualTo(new Kept(Reach.COMPLETE));
        assertThat(preferences.of(patient)).isEqualTo(first);
        preferences.change(patient, second, "patient");
        assertThat(preferences.of(patient)).isEqualTo(second);
    }

    @Test
    void theSameWishAgainIsNoChange() {
        var wish = new Preference(null, Rest.MONTH, null, null);
        preferences.change(patient, wish, "patient");
        clock.set(TestClock.START.plusSeconds(60));
        preferences.change(patient, wish, "anna");
        assertThat(JdbcClient.create(source).sql("select changed_by from preference where patient_id = ?")
                .param(patient).query(String.class).single()).isEqualTo("patient");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"2026-11-17,false", "2026-11-18,false", "2026-11-19,true", "2027-11-18,true", "2027-11-19,false"})
    void aPauseEndsTomorrowAtTheEarliestAndInAYearAtTheLatest(LocalDate day, boolean possible) {
        var answer = preferences.change(patient, new Preference(day, Rest.WEEK, null, null), "patient");
        if (possible) {
            assertThat(answer).isEqualTo(new Kept(Reach.COMPLETE));
        } else {
            assertThat(answer).isEqualTo(new NoSuchPause(LocalDate.of(2026, 11, 19), LocalDate.of(2027, 11, 18)));
        }
        assertThat(preferences.of(patient).rest()).isEqualTo(possible ? Rest.WEEK : null);
    }

    // 23:30 in Moscow is half past eight in the morning of the next day in Kamchatka.
    @Test
    void todayIsWhereThePatientLives() {
        clinic.with(patient, "zone = 'Asia/Kamchatka'");
        clock.set(Instant.parse("2026-11-18T20:30:00Z"));
        assertThat(preferences.change(patient, new Preference(LocalDate.of(2026, 11, 19), null, null, null), "patient"))
                .isInstanceOf(NoSuchPause.class);
    }

    @Test
    void aPauseThatIsOverIsNone() {
        preferences.change(patient, new Preference(LocalDate.of(2026, 11, 20), Rest.WEEK, null, null), "patient");
        clock.set(Instant.parse("2026-11-19T20:59:59Z"));
        assertThat(preferences.of(patient).pausedUntil()).isEqualTo("2026-11-20");
        clock.set(Instant.parse("2026-11-19T21:00:00Z"));
        assertThat(preferences.of(patient)).isEqualTo(new Preference(null, Rest.WEEK, null, null));
    }

    @Test
    void nobodyWishesAnythingAfterAnErasure() {
        clinic.with(patient, "erased_at = now()");
        assertThat(preferences.change(patient, new Preference(null, Rest.WEEK, null, null), "patient"))
                .isEqualTo(new Nobody());
    }
}
