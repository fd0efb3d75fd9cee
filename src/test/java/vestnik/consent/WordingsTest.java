package vestnik.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vestnik.vocabulary.Purpose.PROMOTION;
import static vestnik.vocabulary.Purpose.REVIEW;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.Publishing.InThePast;
import vestnik.consent.Publishing.PolicyAsksNobody;
import vestnik.consent.Publishing.Published;
import vestnik.consent.Publishing.VersionTaken;
import vestnik.consent.Wording.Kind;
import vestnik.test.TestClock;
import vestnik.test.TestDatabase;
import vestnik.vocabulary.Purpose;

class WordingsTest {

    static final Instant NOW = TestClock.START;

    JdbcClient jdbc;
    Wordings wordings;

    @BeforeEach
    void open() {
        DataSource source = TestDatabase.fresh();
        jdbc = JdbcClient.create(source);
        wordings = new Wordings(jdbc, new TestClock());
    }

    @Test
    void everyPurposeThatNeedsConsentHasAWordingFromTheStart() {
        for (var purpose : Purpose.values()) {
            assertThat(wordings.inForce(purpose, NOW).isPresent()).as("%s", purpose).isEqualTo(purpose.needsConsent());
        }
        assertThat(wordings.policy(NOW)).isEmpty();
    }

    @Test
    void aWordingHoldsFromItsMomentUntilTheNext() {
        wordings.publish(wording(Kind.PROMOTION, "2", NOW.plus(Duration.ofDays(1))));
        wordings.publish(wording(Kind.PROMOTION, "3", NOW.plus(Duration.ofDays(2))));
        assertThat(versionAt(NOW.plus(Duration.ofDays(1)).minusMillis(1))).isEqualTo("1");
        assertThat(versionAt(NOW.plus(Duration.ofDays(1)))).isEqualTo("2");
        assertThat(versionAt(NOW.plus(Duration.ofDays(9)))).isEqualTo("3");
        assertThat(wordings.shown(PROMOTION)).containsExactly("1");
        assertThat(wordings.inForce(REVIEW, NOW.plus(Duration.ofDays(9)))).map(Wording::version).contains("1");
    }

    @Test
    void ofTwoForTheSameMomentTheLaterPublishedHolds() {
        wordings.publish(wording(Kind.PROMOTION, "typo", NOW));
        wordings.publish(wording(Kind.PROMOTION, "corrected", NOW));
        assertThat(versionAt(NOW)).isEqualTo("corrected");
    }

    @Test
    void aVersionIsTakenOnceAKind() {
        assertThat(wordings.publish(wording(Kind.PROMOTION, "1", NOW))).isEqualTo(new VersionTaken());
        assertThat(wordings.publish(wording(Kind.POLICY, "1", NOW))).isInstanceOf(Published.class);
        assertThat(wordings.policy(NOW)).contains(wording(Kind.POLICY, "1", NOW));
    }

    @Test
    void thePastAndThePolicyAskNobody() {
        assertThat(wordings.publish(wording(Kind.REVIEW, "2", NOW.minusMillis(1)))).isEqualTo(new InThePast());
        assertThat(wordings.publish(new Wording(Kind.POLICY, "2", "ру", "en", NOW, true, "admin")))
                .isEqualTo(new PolicyAsksNobody());
        assertThat(wordings.list()).extracting(Wording::version).containsOnly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update wording set body_ru = 'x'", "delete from wording", "truncate wording"})
    void whatIsPublishedStays(String sql) {
        assertThatThrownBy(() -> jdbc.sql(sql).update()).hasMessageContaining("wording is append-only");
    }

    @Test
    void speaksTwoLanguages() {
        var wording = wording(Kind.REVIEW, "2", NOW);
        assertThat(wording.body(Locale.of("ru"))).isEqualTo("Согласен");
        assertThat(wording.body(Locale.ENGLISH)).isEqualTo("I agree");
        assertThat(wording.body(Locale.FRENCH)).isEqualTo("I agree");
    }

    private String versionAt(Instant at) {
        return wordings.inForce(PROMOTION, at).orElseThrow().version();
    }

    private static Wording wording(Kind kind, String version, Instant inForceAt) {
        return new Wording(kind, version, "Согласен", "I agree", inForceAt, false, "admin");
    }
}
