package vestnik.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.consent.Links;
import vestnik.console.access.ConsoleUsers;
import vestnik.console.access.Role;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

@VestnikTest
class ConsentApiTest {

    private static final String PASSWORD = "a long enough password";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Links links;

    @Autowired
    ConsoleUsers users;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    Mailbox mailbox;
    long patient;

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        users.create("consent-operator", PASSWORD, Role.OPERATOR);
        mailbox = new Mailbox(jdbc, links);
        patient = mailbox.patient("ru");
    }

    @Test
    void aGrantStandsInStateAndHistory() {
        var answer = post("""
                {"purpose": "PROMOTION", "channel": "EMAIL", "act": "GRANT", "wording": "1"}""");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(JsonPath.<String>read(answer.body(), "$.states[0].state")).isEqualTo("GRANTED");
        assertThat(JsonPath.<String>read(answer.body(), "$.history[0].source")).isEqualTo("API");
        assertThat(JsonPath.<String>read(answer.body(), "$.history[0].actor")).isEqualTo("consent-operator");
        assertThat(JsonPath.<String>read(answer.body(), "$.reach")).isEqualTo("COMPLETE");
        assertThat(call("GET", "").body()).isEqualTo(answer.body().replace(",\"reach\":\"COMPLETE\"", ""));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({"2026-11-18T08:59:00Z,,OPTED_OUT", "2026-01-01T00:00:00Z,form 17,OPTED_OUT",
            "2026-11-18T08:59:00Z,form 17,"})
    void onlyANewActWithItsDocumentChangesAnOptOut(String at, @Nullable String document, @Nullable String code) {
        post("""
                {"purpose": "PROMOTION", "channel": "EMAIL", "act": "WITHDRAWAL", "at": "2026-11-01T00:00:00Z"}""");
        var answer = post("""
                {"purpose": "PROMOTION", "channel": "EMAIL", "act": "GRANT", "source": "API", "at": "%s"%s}"""
                .formatted(at, document == null ? "" : ", \"document\": \"" + document + '"'));
        if (code == null) {
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL GRANTED");
        } else {
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo(code);
            assertThat(mailbox.state(patient)).isEqualTo("PROMOTION EMAIL WITHDRAWN");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            "purpose": "NOTICE", "act": "GRANT"                                 | NO_CONSENT_ASKED     | purpose
            "purpose": "REVIEW", "act": "GRANT", "source": "LINK"               | SOURCE_NOT_REPORTED  | source
            "purpose": "REVIEW", "act": "GRANT", "source": "PAPER"              | DOCUMENT_MISSING     | document
            "purpose": "REVIEW", "act": "GRANT", "at": "2026-11-18T09:00:01Z"   | IN_THE_FUTURE        | at
            "purpose": "REVIEW", "act": "GRANT", "representative": "nobody"     | NOT_A_REPRESENTATIVE | representative
            "purpose": "APPOINTMENT", "act": "REQUEST"                          | NOTHING_TO_CONFIRM   | act
            "purpose": "REVIEW", "act": "GRANT", "wording": "0"                 | UNKNOWN_WORDING      | wording
            "purpose": "REVIEW"                                                 | INVALID              | act
            """)
    void refusesWhatCannotBe(String fields, String code, String field) {
        var answer = post("{\"channel\": \"SMS\", " + fields + "}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo(code);
        assertThat(JsonPath.<String>read(answer.body(), "$.fields." + field)).isNotBlank();
        assertThat(mailbox.entries(patient)).isZero();
    }

    @Test
    void aRequestIsConfirmedBeforeItCounts() {
        var answer = post("""
                {"purpose": "REVIEW", "channel": "EMAIL", "act": "REQUEST", "wording": "1", "document": "form 5"}""");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(JsonPath.<String>read(answer.body(), "$.states[0].state")).isEqualTo("UNCONFIRMED");
        assertThat(JsonPath.<String>read(answer.body(), "$.history[0].evidence.user")).isEqualTo("consent-operator");
        assertThat(jdbc.sql("select purposes::text from confirmation where patient_id = ?").param(patient)
                .query(String.class).single()).isEqualTo("{REVIEW}");
    }

    @Test
    void aPersonIsAskedToConfirmOnlySoOftenADay() {
        for (String wording : new String[]{"\"1\"", "null"}) {
            for (String purpose : new String[]{"REVIEW", "PARTNER"}) {
                var answer = post("""
                        {"purpose": "%s", "channel": "EMAIL", "act": "REQUEST", "wording": %s}"""
                        .formatted(purpose, wording));
                boolean fourth = wording.equals("null") && purpose.equals("PARTNER");
                assertThat(answer.statusCode()).isEqualTo(fourth ? 429 : 201);
            }
        }
    }

    @Test
    void aWithdrawalThatASenderMayNotKnowYetSaysSo() {
        jdbc.sql("""
                with sender as (
                  insert into sending (connection, node, mailing_id, first_ordinal, last_ordinal, asked, asked_at)
                  values (gen_random_uuid(), gen_random_uuid(), 78, 1, 1, pg_current_snapshot(), now())
                )
                insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel)
                values (78, 1, current_date, 'api:' || :patient, :patient, 'EMAIL')
                """).param("patient", patient).update();
        var answer = post("""
                {"purpose": "PROMOTION", "channel": "EMAIL", "act": "WITHDRAWAL"}""");
        jdbc.sql("delete from sending where mailing_id = 78").update();
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(JsonPath.<String>read(answer.body(), "$.reach")).isEqualTo("MAY_STILL_ARRIVE");
    }

    @Test
    void aRepresentativesActNamesThem() {
        long representative = mailbox.representative("ru");
        jdbc.sql("insert into representation (representative_id, patient_id) values (?, ?)")
                .params(representative, patient)
                .update();
        post("""
                {"purpose": "REVIEW", "channel": "SMS", "act": "GRANT", "source": "PAPER", "document": "form 3",
                 "representative": "%s"}""".formatted(jdbc.sql("select external_id from representative where id = ?")
                .param(representative)
                .query(String.class)
                .single()));
        assertThat(mailbox.lastEntry(patient)).containsEntry("representative_id", representative)
                .containsEntry("source", "PAPER");
    }

    @Test
    void showsWhatALinkDid() {
        new Client(port).post(mailbox.link(patient, Purpose.REVIEW, Channel.EMAIL, null));
        assertThat(JsonPath.<String>read(call("GET", "").body(), "$.history[0].evidence.message"))
                .startsWith(Mailbox.MAILING + ".");
    }

    @Test
    void knowsNoOthers() {
        var answer = new Client(port).send(request("GET", "", "/api/v1/patients/unknown/consents"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo("UNKNOWN_PATIENT");
    }

    private HttpResponse<String> post(String body) {
        return call("POST", body);
    }

    private HttpResponse<String> call(String method, String body) {
        String id = jdbc.sql("select external_id from patient where id = ?").param(patient).query(String.class)
                .single();
        return new Client(port).send(request(method, body, "/api/v1/patients/" + id + "/consents"));
    }

    private HttpRequest request(String method, String body, String path) {
        String basic = Base64.getEncoder()
                .encodeToString(("consent-operator:" + PASSWORD).getBytes(StandardCharsets.US_ASCII));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
    }
}
