package vestnik.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.consent.SuppressionReason.HARD_BOUNCE;
import static vestnik.consent.SuppressionReason.SOFT_BOUNCE;
import static vestnik.consent.SuppressionReason.STAFF;
import static vestnik.consent.SuppressionReason.STOP;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Channel.SMS;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.Suppressions;
import vestnik.console.access.ConsoleUsers;
import vestnik.console.access.Role;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

@VestnikTest
class SuppressionApiTest {

    private static final String PASSWORD = "a long enough password";
    private static final String PHONE = "+79165550303";

    @Autowired
    Suppressions suppressions;
    @Autowired
    ConsoleUsers users;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TestClock clock;
    @Autowired
    DataSource source;
    @LocalServerPort
    int port;
    Clinic clinic;

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        clinic = new Clinic(source);
        users.create("suppression-operator", PASSWORD, Role.OPERATOR);
    }

    @AfterEach
    void close() {
        jdbc.sql("delete from suppression").update();
        clinic.close();
    }

    @Test
    void anAddressIsForbiddenListedAndAllowedAgain() {
        var answer = post("", "{\"channel\": \"EMAIL\", \"address\": \"Anna@Example.org\"}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"reach\":\"COMPLETE\"}");
        assertThat(suppressions.find(EMAIL, "anna@example.org")).isPresent();
        assertThat(send("GET", "?channel=EMAIL", "").body()).contains("\"address\":\"anna@example.org\"")
                .contains("\"reason\":\"STAFF\"").contains("\"source\":\"staff:suppression-operator\"");
        String lift = "{\"channel\": \"EMAIL\", \"address\": \"anna@example.org\"}";
        assertThat(post("/lifts", lift).statusCode()).isEqualTo(204);
        assertThat(suppressions.find(EMAIL, "anna@example.org")).isEmpty();
        assertThat(post("/lifts", lift).body()).contains("NOT_SUPPRESSED");
    }

    @Test
    void theAuditNamesThePatientsAndNotTheAddress() {
        long patient = clinic.with(clinic.patient(), "phone = '" + PHONE + "'");
        post("", "{\"channel\": \"SMS\", \"address\": \"" + PHONE + "\"}");
        assertThat(jdbc
                .sql("select concat_ws(' ', actor, action, subject, detail) from audit_entry order by id desc limit 1")
                .query(String.class).single()).startsWith("suppression-operator suppress-address suppression ")
                .contains("\"patients\": \"" + patient + "\"").doesNotContain(PHONE);
    }

    @Test
    void whatAPersonForbadeGivesWayOnlyToADocument() {
        suppressions.suppress(SMS, PHONE, STOP, "sms:SM1", null);
        assertThat(post("/lifts", "{\"channel\": \"SMS\", \"address\": \"" + PHONE + "\"}").body())
                .contains("DOCUMENT_MISSING");
        assertThat(suppressions.find(SMS, PHONE)).isPresent();
        assertThat(post("/lifts",
                "{\"channel\": \"SMS\", \"address\": \"" + PHONE + "\", \"document\": \"form 17\"}").statusCode())
                .isEqualTo(204);
        assertThat(suppressions.find(SMS, PHONE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"channel\": \"SMS\", \"address\": \"89165550303\"}",
            "{\"channel\": \"EMAIL\", \"address\": \"nobody\"}",
            "{\"channel\": \"FAX\", \"address\": \"+79165550303\"}",
            "{\"channel\": \"SMS\", \"address\": \"+79165550303\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}"})
    void refusesWhatIsNoAddress(String wish) {
        assertThat(post("", wish).statusCode()).isEqualTo(400);
    }

    @Test
    void theWeightierReasonStays() {
        suppressions.suppress(SMS, PHONE, STOP, "sms:SM1", null);
        suppressions.suppress(SMS, PHONE, STAFF, "staff:anna", clock.instant().plus(Duration.ofDays(1)));
        assertThat(suppressions.find(SMS, PHONE)).hasValueSatisfying(stop -> {
            assertThat(stop.reason()).isEqualTo(STOP);
            assertThat(stop.expiresAt()).isNull();
        });
        assertThat(suppressions.lift(SMS, PHONE, Set.of(STAFF, HARD_BOUNCE))).isEmpty();
    }

    @Test
    void endsWhenItExpiresAndTheLongerTimeStays() {
        suppressions.suppress(SMS, PHONE, SOFT_BOUNCE, "test", clock.instant().plus(Duration.ofDays(2)));
        suppressions.suppress(SMS, PHONE, HARD_BOUNCE, "test", clock.instant().plus(Duration.ofDays(1)));
        clock.advance(Duration.ofHours(47));
        assertThat(suppressions.find(SMS, PHONE)).hasValueSatisfying(
                bounce -> assertThat(bounce.reason()).isEqualTo(HARD_BOUNCE));
        clock.advance(Duration.ofHours(1));
        assertThat(suppressions.find(SMS, PHONE)).isEmpty();
        suppressions.suppress(SMS, PHONE, SOFT_BOUNCE, "test", null);
        assertThat(suppressions.find(SMS, PHONE)).isPresent();
    }

    private HttpResponse<String> post(String path, String body) {
        return send("POST", path, body);
    }

    private HttpResponse<String> send(String method, String path, String body) {
        String credentials = Base64.getEncoder()
                .encodeToString(("suppression-operator:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return new Client(port).send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/api/v1/suppressions" + path))
                .header("Authorization", "Basic " + credentials).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)).build());
    }
}
