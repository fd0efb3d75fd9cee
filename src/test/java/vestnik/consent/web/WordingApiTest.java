package vestnik.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.Wording.Kind;
import vestnik.console.access.ConsoleUsers;
import vestnik.console.access.Role;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.TestDatabase;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What is published here comes into force when no other test looks.
@VestnikTest
class WordingApiTest {

    private static final String PASSWORD = "a long enough password";

    @Autowired
    ConsoleUsers users;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    final String version = UUID.randomUUID().toString();

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        users.create("wording-admin", PASSWORD, Role.ADMIN);
    }

    @Test
    void aPublishedTextIsListedWithWhoPublishedIt() {
        var answer = publish("\"asksAgain\": true");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(JsonPath.<List<String>>read(call("GET", "", "").body(),
                "$[?(@.version == '%s' && @.asksAgain)].publishedBy".formatted(version)))
                .containsExactly("wording-admin");
    }

    @Test
    void aVersionIsPublishedOnce() {
        publish("\"asksAgain\": false");
        var again = publish("\"asksAgain\": true");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(JsonPath.<String>read(again.body(), "$.code")).isEqualTo("VERSION_TAKEN");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            "inForceAt": "2026-11-18T08:59:59Z"         | IN_THE_PAST        | inForceAt
            "kind": "POLICY", "asksAgain": true         | POLICY_ASKS_NOBODY | asksAgain
            "version": "a/b"                            | INVALID            | version
            "version": ""                               | INVALID            | version
            "bodyRu": "  "                              | INVALID            | bodyRu
            "bodyEn": null                              | INVALID            | bodyEn
            """)
    void refusesWhatCannotBe(String fields, String code, String field) {
        var answer = publish(fields);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo(code);
        assertThat(JsonPath.<String>read(answer.body(), "$.fields." + field)).isNotBlank();
    }

    @Test
    void whoAgreedIsAskedPageByPage() {
        publish("\"asksAgain\": false");
        jdbc.sql("""
                insert into patient (external_id, content_hash) values (:id || 'a', ''), (:id || 'b', ''), (:id || 'c', '')
                """).param("id", version).update();
        jdbc.sql("""
                insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor, wording)
                select id, 'REVIEW', 'SMS', 'GRANT', '2026-11-18T07:00Z', 'PAPER', 'reception', :version from patient
                where external_id like :version || '%' order by id
                """).param("version", version).update();
        var page = call("GET", "/REVIEW/" + version + "/consents?limit=2", "");
        assertThat(JsonPath.<List<String>>read(page.body(), "$[*].patient"))
                .containsExactly(version + "a", version + "b");
        assertThat(JsonPath.<List<Boolean>>read(page.body(), "$[*].counts")).containsOnly(true);
        String next = page.headers().firstValue("Link").orElseThrow().replaceAll(".*\\?(.*)>.*", "$1");
        var last = call("GET", "/REVIEW/" + version + "/consents?" + next, "");
        assertThat(JsonPath.<List<String>>read(last.body(), "$[*].patient")).containsExactly(version + "c");
        assertThat(last.headers().firstValue("Link")).isEmpty();
    }

    @Test
    void anUnknownTextHasNoConsents() {
        var answer = call("GET", "/REVIEW/" + version + "/consents", "");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo("UNKNOWN_WORDING");
        assertThat(call("GET", "/OTHER/1/consents", "").statusCode()).isEqualTo(400);
    }

    @Test
    void anAgreementCountsUntilItIsWithdrawnRenewedOrOutdated() {
        var source = TestDatabase.fresh();
        var clinic = new Clinic(source);
        var own = JdbcClient.create(source);
        var time = new TestClock();
        var agreements = new Agreements(own, time);
        agreed(own, clinic.patient());
        long withdraws = agreed(own, clinic.patient());
        long renews = agreed(own, clinic.patient());
        clinic.withdraws(withdraws, Purpose.REVIEW, Channel.EMAIL);
        clinic.grants(renews, Purpose.REVIEW, Channel.EMAIL);
        own.sql("""
                insert into wording (kind, version, body_ru, body_en, in_force_at, asks_again, published_by, published_at)
                values ('REVIEW', '2', 'да', 'yes', '2026-11-19T09:00Z', true, 'admin', now())
                """).update();
        assertThat(agreements.find(Kind.REVIEW, "1", 0, 9)).extracting(Agreement::counts)
                .containsExactly(true, false, false);
        time.advance(Duration.ofDays(1));
        assertThat(agreements.find(Kind.REVIEW, "1", 0, 9)).extracting(Agreement::counts).containsOnly(false);
    }

    private static long agreed(JdbcClient jdbc, long patient) {
        jdbc.sql("""
                insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor, wording)
                values (:patient, 'REVIEW', 'EMAIL', 'GRANT', now(), 'PAPER', 'reception', '1')
                """).param("patient", patient).update();
        return patient;
    }

    private HttpResponse<String> publish(String fields) {
        String standard = """
                "kind": "REVIEW", "version": "%s", "bodyRu": "Согласен", "bodyEn": "I agree",
                "inForceAt": "2099-01-01T00:00:00Z", "asksAgain": false""".formatted(version);
        String others = List.of(standard.split(",\\s+")).stream()
                .filter(field -> !fields.contains(field.substring(0, field.indexOf(':')))).reduce(
                        fields,
                        (all, field) -> all + ", " + field);
        return call("POST", "", "{" + others + "}");
    }

    private HttpResponse<String> call(String method, String path, String body) {
        String basic = Base64.getEncoder()
                .encodeToString(("wording-admin:" + PASSWORD).getBytes(StandardCharsets.US_ASCII));
        return new Client(port).send(HttpRequest.newBuilder(URI.create(
                "http://127.0.0.1:" + port + "/api/v1/wordings" + path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }
}
