package vestnik.privacy.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.console.access.ConsoleUsers;
import vestnik.console.access.Role;
import vestnik.privacy.RequestKind;
import vestnik.privacy.Requests;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

@VestnikTest
class PrivacyApiTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PASSWORD = "a long enough password";
    private static final String ERASURE = """
            {"reason": "own wish", "document": "act 5"}""";

    @Autowired
    ConsoleUsers users;

    @Autowired
    Requests requests;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    DataSource source;

    @LocalServerPort
    int port;

    Clinic clinic;
    long patient;
    String path;

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        users.create("privacy-operator", PASSWORD, Role.OPERATOR);
        users.create("privacy-admin", PASSWORD, Role.ADMIN);
        clinic = new Clinic(source);
        patient = clinic.patient();
        path = "/api/v1/patients/"
                + jdbc.sql("select external_id from patient where id = ?").param(patient).query(String.class).single();
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void aBlockIsPutReadAndTakenAway() throws Exception {
        assertThat(call("GET", path + "/block", "").statusCode()).isEqualTo(404);
        var blocked = call("PUT", path + "/block", """
                {"reason": "wrong phone", "dueOn": "2026-11-25"}""");
        assertThat(blocked.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<Map<String, String>>read(blocked.body(), "$"))
                .isEqualTo(Map.of("reach", "COMPLETE", "reason",
                        "wrong phone", "dueOn", "2026-11-25", "since", "2026-11-18T09:00:00Z"));
        assertThat(JsonPath.<String>read(call("GET", path + "/block", "").body(), "$.dueOn")).isEqualTo("2026-11-25");
        assertThat(call("DELETE", path + "/block", "").statusCode()).isEqualTo(204);
        assertThat(call("DELETE", path + "/block", "").statusCode()).as("again").isEqualTo(204);
        assertThat(call("GET", path + "/block", "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PUT  | /block   | {"reason": " "}                                 | 400 INVALID
            PUT  | /block   | {"reason": "x", "dueOn": "2026-11-17"}          | 400 IN_THE_PAST
            POST | /erasure | {"reason": "own wish"}                          | 400 INVALID
            POST | /erasure | {"reason": "own wish", "document": ""}          | 400 INVALID
            """)
    void refusesWhatIsNotComplete(String method, String resource, String body, String refusal) throws Exception {
        var answer = call(method, path + resource, body);
        assertThat(answer.statusCode() + " " + JsonPath.<String>read(answer.body(), "$.code")).isEqualTo(refusal);
        assertThat(JsonPath.<Map<String, String>>read(answer.body(), "$.fields")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PUT    | /block   | {"reason": "x"}
            DELETE | /block   | ``
            POST   | /erasure | {"reason": "own wish", "document": "act 5"}
            GET    | /export  | ``
            """)
    void knowsNoOthers(String method, String resource, String body) throws Exception {
        var answer = call(method, "/api/v1/patients/nobody" + resource, body);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo("UNKNOWN_PATIENT");
    }

    @Test
    void anErasureIsMadeOnce() throws Exception {
        var erased = call("POST", path + "/erasure", ERASURE);
        assertThat(erased.statusCode()).isEqualTo(201);
        assertThat(JsonPath.<String>read(erased.body(), "$.reach")).isEqualTo("COMPLETE");
        var again = call("POST", path + "/erasure", ERASURE);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(JsonPath.<String>read(again.body(), "$.code")).isEqualTo("ALREADY_ERASED");
        assertThat(call("GET", path + "/export", "").statusCode()).isEqualTo(404);
        assertThat(call("GET", path + "/consents", "").statusCode()).isEqualTo(404);
    }

    @Test
    void theExportIsWrittenIntoTheAuditTrailAndKeptByNobody() throws Exception {
        clinic.grants(patient, Purpose.PROMOTION, Channel.EMAIL);
        var export = call("GET", path + "/export", "");
        assertThat(JsonPath.<String>read(export.body(), "$.patient.familyName")).isEqualTo("Орлова");
        assertThat(JsonPath.<List<String>>read(export.body(), "$.consents[*].act")).containsExactly("GRANT");
        assertThat(export.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(jdbc.sql("select actor || ' ' || action || ' ' || subject from audit_entry").query(String.class)
                .single()).isEqualTo("privacy-operator export-data patient:" + patient);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/export", "/consents", "/messages"})
    void blockedDataAreForAdministratorsOnly(String resource) throws Exception {
        assertThat(call("GET", path + resource, "").statusCode()).isEqualTo(200);
        call("PUT", path + "/block", """
                {"reason": "wrong phone"}""");
        var refused = call("GET", path + resource, "");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(JsonPath.<String>read(refused.body(), "$.code")).isEqualTo("BLOCKED");
        assertThat(refused.body()).doesNotContain("Орлова", "wrong phone");
        assertThat(call("privacy-admin", "GET", path + resource, "").statusCode()).isEqualTo(200);
    }

    @Test
    void requestsAreListedAndClosed() throws Exception {
        long request = requests.make(patient, null, RequestKind.CORRECTION, "другая фамилия", Map.of()).orElseThrow()
                .id();
        assertThat(JsonPath.<List<Map<String, Object>>>read(call("GET", "/api/v1/requests", "").body(), "$"))
                .singleElement()
                .satisfies(
                        one -> assertThat(one).containsEntry("kind", "CORRECTION").containsEntry("dueOn", "2026-11-27")
                                .containsEntry("words", "другая фамилия"));
        String closing = """
                {"answer": "corrected"}""";
        String path = "/api/v1/requests/" + request + "/closings";
        assertThat(call("POST", path, "{}").statusCode()).isEqualTo(400);
        assertThat(call("POST", path, closing).statusCode()).isEqualTo(204);
        assertThat(JsonPath.<String>read(call("POST", path, closing).body(), "$.code")).isEqualTo("ALREADY_CLOSED");
        assertThat(call("GET", "/api/v1/requests", "").body()).isEqualTo("[]");
        assertThat(JsonPath.<String>read(call("POST", "/api/v1/requests/0/closings", closing).body(), "$.code"))
                .isEqualTo("UNKNOWN_REQUEST");
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return call("privacy-operator", method, path, body);
    }

    private HttpResponse<String> call(String user, String method, String path, String body)
            throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((user + ':' + PASSWORD).getBytes(StandardCharsets.US_ASCII));
        return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build(), BodyHandlers.ofString());
    }
}
