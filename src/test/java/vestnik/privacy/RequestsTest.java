package vestnik.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.Gate;
import vestnik.consent.Reach;
import vestnik.consent.Withheld;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

@VestnikTest
class RequestsTest {

    @Autowired
    Requests requests;

    @Autowired
    Blocks blocks;

    @Autowired
    Gate gate;

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
    void aRequestIsDueInWorkingDaysOfTheClinic() {
        assertThat(make(RequestKind.CORRECTION).dueOn()).isEqualTo("2026-11-27");
        assertThat(make(RequestKind.ERASURE).dueOn()).isEqualTo("2026-12-02");
    }

    @Test
    void nobodyWorksOnHolidays() {
        clock.set(TestClock.START.plus(Duration.ofDays(42)));
        assertThat(make(RequestKind.CORRECTION).dueOn()).as("from 30 December").isEqualTo("2027-01-18");
    }

    @Test
    void aDayBeginsWhereTheClinicIs() {
        clock.set(TestClock.START.plus(Duration.ofHours(13)));
        assertThat(make(RequestKind.CORRECTION).dueOn()).as("from 19 November in Moscow").isEqualTo("2026-11-30");
    }

    @Test
    void listsWhatIsOpenTheFirstDueFirst() {
        make(RequestKind.ERASURE);
        requests.make(patient, null, RequestKind.CORRECTION, "  Фамилия теперь Соколова. ", Map.of());
        assertThat(requests.open()).extracting(OpenRequest::kind, OpenRequest::words).containsExactly(
                tuple(RequestKind.CORRECTION, "Фамилия теперь Соколова."),
                tuple(RequestKind.ERASURE, null));
    }

    @Test
    void namesTheRepresentativeWhoAsked() {
        long child = clinic.child();
        long mother = clinic.representative(child, null, null);
        requests.make(child, mother, RequestKind.CORRECTION, null, Map.of("ip", "192.0.2.1"));
        assertThat(requests.open()).singleElement().satisfies(
                request -> assertThat(request.representative()).startsWith("R"));
    }

    @Test
    void askingAgainForWhatIsOpenChangesNothing() {
        Made first = make(RequestKind.ERASURE);
        clock.advance(Duration.ofDays(1));
        assertThat(make(RequestKind.ERASURE)).isEqualTo(first);
        assertThat(requests.open()).hasSize(1);
    }

    @Test
    void wordsThatAreTooLongAreCut() {
        requests.make(patient, null, RequestKind.CORRECTION, "я".repeat(5_000), Map.of());
        assertThat(requests.open()).singleElement()
                .satisfies(request -> assertThat(request.words()).hasSize(Requests.WORDS_LENGTH));
    }

    @Test
    void blockingActsAtOnce() {
        assertThat(make(RequestKind.BLOCKING).reach()).isEqualTo(Reach.COMPLETE);
        assertThat(gate.explain(patient, clock.instant()))
                .allSatisfy(answer -> assertThat(answer.reason()).contains(Withheld.BLOCKED));
    }

    @Test
    void blockingIsToldApartFromTheStaffs() {
        Made made = make(RequestKind.BLOCKING);
        assertThat(jdbc.sql("select reason || ' by ' || blocked_by || ' until ' || due_on from blocking")
                .query(String.class)
                .single()).isEqualTo("request %d by patient until %s".formatted(made.id(), made.dueOn()));
    }

    @Test
    void blockingAgainBlocksWhatWasUnblocked() {
        make(RequestKind.BLOCKING);
        String id = jdbc.sql("select external_id from patient").query(String.class).single();
        blocks.unblock(id, "igor");
        make(RequestKind.BLOCKING);
        assertThat(blocks.find(id)).isPresent();
    }

    @Test
    void otherRequestsStopNothing() {
        make(RequestKind.ERASURE);
        assertThat(gate.explain(patient, clock.instant()))
                .noneMatch(answer -> answer.reason().equals(Optional.of(Withheld.BLOCKED)));
    }

    @Test
    void isClosedOnceByOnePerson() {
        long request = make(RequestKind.CORRECTION).id();
        assertThat(requests.close(request, "done", "olga")).isEqualTo(Closing.CLOSED);
        assertThat(requests.close(request, "no", "igor")).isEqualTo(Closing.ALREADY_CLOSED);
        assertThat(requests.open()).isEmpty();
        assertThat(jdbc.sql("select closed_by || ': ' || answer from patient_request").query(String.class).single())
                .isEqualTo("olga: done");
        assertThat(requests.close(999_999, "no", "igor")).isEqualTo(Closing.UNKNOWN_REQUEST);
    }

    @Test
    void afterItIsClosedOneMayAskAnew() {
        Made first = make(RequestKind.CORRECTION);
        requests.close(first.id(), "done", "olga");
        assertThat(make(RequestKind.CORRECTION).id()).isNotEqualTo(first.id());
    }

    @Test
    void whoIsErasedMakesNoRequests() {
        clinic.with(patient, "erased_at = now()");
        assertThat(requests.make(patient, null, RequestKind.CORRECTION, null, Map.of())).isEmpty();
    }

    private Made make(RequestKind kind) {
        return requests.make(patient, null, kind, null, Map.of("ip", "192.0.2.1")).orElseThrow();
    }
}
