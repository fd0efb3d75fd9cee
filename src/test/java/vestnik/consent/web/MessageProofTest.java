package vestnik.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.console.access.ConsoleUsers;
import vestnik.console.access.Role;
import vestnik.test.Clinic;
import vestnik.test.VestnikTest;

/// A message was handed over to somebody at [#SENT].
@VestnikTest
class MessageProofTest {

    static final String PASSWORD = "a long enough password";
    static final Instant SENT = Instant.parse("2026-11-18T09:00:00Z");

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource source;

    @Autowired
    ConsoleUsers users;

    @LocalServerPort
    int port;

    Clinic clinic;
    long patient;

    @BeforeEach
    void open() {
        users.create("proof-operator", PASSWORD, Role.OPERATOR);
        clinic = new Clinic(source);
        patient = clinic.patient();
    }

    @Test
    void namesTheGrantThatCountedWithItsSealWordingAndEvidence() {
        acted("GRANT", SENT.minus(Duration.ofDays(30)), "1");
        long counted = acted("GRANT", SENT.minus(Duration.ofDays(2)), "1");
        acted("GRANT", SENT.plus(Duration.ofDays(1)), "1");
        var proof = proof(sent("PROMOTION", "ACCEPTED"));
        assertThat(JsonPath.<Integer>read(proof.body(), "$.grant.entry")).isEqualTo((int) counted);
        assertThat(JsonPath.<String>read(proof.body(), "$.grant.seal")).isEqualTo(
                jdbc.sql("select encode(hash, 'hex') from consent_ledger where id = ?").param(counted)
                        .query(String.class).single());
        assertThat(JsonPath.<String>read(proof.body(), "$.grant.evidence.document")).isEqualTo("form 9");
        assertThat(JsonPath.<String>read(proof.body(), "$.grant.text.en")).startsWith("I agree to get messages");
        assertThat(JsonPath.<String>read(proof.body(), "$.grant.text.ru")).startsWith("Я согласен");
        assertThat(JsonPath.<String>read(proof.body(), "$.handedOverAt")).isEqualTo(SENT.toString());
        assertThat(JsonPath.<String>read(proof.body(), "$.grant.withdrawnAt")).isNull();
    }

    @Test
    void whatWasLearnedLaterDidNotCountWhateverItsDate() {
        jdbc.sql("""
                insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor, recorded_at)
                values (:patient, 'PROMOTION', 'EMAIL', 'GRANT', '2026-01-01Z', 'IMPORT', 'import 1', '2026-11-18T09:00:01Z')
                """).param("patient", patient).update();
        assertThat(JsonPath.<Object>read(proof(sent("PROMOTION", "ACCEPTED")).body(), "$.grant")).isNull();
    }

    @Test
    void tellsThatItWasWithdrawnLater() {
        long counted = acted("GRANT", SENT.minus(Duration.ofDays(2)), "older");
        acted("WITHDRAWAL", SENT.plusMillis(100), null);
        var proof = proof(sent("PROMOTION", "ACCEPTED"));
        assertThat(JsonPath.<Integer>read(proof.body(), "$.grant.entry")).isEqualTo((int) counted);
        assertThat(JsonPath.<String>read(proof.body(), "$.grant.withdrawnAt"))
                .isEqualTo(SENT.plusMillis(100).toString());
        assertThat(JsonPath.<Object>read(proof.body(), "$.grant.text")).isNull();
    }

    @Test
    void aReminderNeedsNoConsent() {
        var proof = proof(sent("APPOINTMENT", "ACCEPTED"));
        assertThat(proof.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<Object>read(proof.body(), "$.grant")).isNull();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"ACCEPTED,200", "DEFERRED,200", "REJECTED,200", "UNCERTAIN,200", "-,200",
            "RELEASED,404", "WITHHELD,404", "EXPIRED,404"})
    void onlyWhatWasHandedOverNeedsAProof(@Nullable String result, int status) {
        assertThat(proof(sent("PROMOTION", result)).statusCode()).isEqualTo(status);
    }

    @Test
    void anUnknownMessageHasNone() {
        var answer = proof("0/messages/1");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo("NOT_HANDED_OVER");
    }

    private long acted(String act, Instant at, @Nullable String wording) {
        return jdbc.sql("""
                insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor, wording, evidence, recorded_at)
                values (:patient, 'PROMOTION', 'EMAIL', :act, :at, 'PAPER', 'reception', :wording, '{"document": "form 9"}', :at)
                returning id
                """).param("patient", patient).param("act", act).param("at", at.atOffset(ZoneOffset.UTC))
                .param("wording", wording).query(Long.class).single();
    }

    private String sent(String purpose, @Nullable String result) {
        return clinic.handedOver(patient, purpose, result, SENT) + "/messages/1";
    }

    private HttpResponse<String> proof(String message) {
        String basic = Base64.getEncoder()
                .encodeToString(("proof-operator:" + PASSWORD).getBytes(StandardCharsets.US_ASCII));
        return new Client(port).send(HttpRequest.newBuilder(URI.create(
                "http://127.0.0.1:" + port + "/api/v1/mailings/" + message + "/proof"))
                .header("Authorization", "Basic " + basic)
                .build());
    }
}
