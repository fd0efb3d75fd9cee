package vestnik.receipt.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.test.Clinic;
import vestnik.test.VestnikTest;

@VestnikTest
class TwilioStatusHookTest {

    private static final String SID = "SM00000000000000000000000000000001";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource source;

    @LocalServerPort
    int port;

    @Value("${vestnik.sms.twilio.auth-token}")
    String authToken;

    @Value("${vestnik.public-url}")
    String publicUrl;

    Callbacks twilio;

    @BeforeEach
    void planMessages() {
        twilio = new Callbacks(port, publicUrl, authToken);
        jdbc.sql("""
                insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel, withheld)
                values
                  (7, 12, '2026-11-25', 'r:1:1:3d', 1, 'SMS', null),
                  (7, 13, '2026-11-25', 'r:1:1:3d', 1, 'EMAIL', null),
                  (7, 14, '2026-11-25', 'r:2:1:3d', 2, 'SMS', 'OPTED_OUT')
                """).update();
    }

    @AfterEach
    void forgetMessages() {
        new Clinic(source).close();
    }

    @ParameterizedTest
    @CsvSource({"queued, QUEUED", "accepted, QUEUED", "sending, QUEUED", "sent, SENT", "delivered, DELIVERED",
            "undelivered, UNDELIVERED", "failed, FAILED"})
    void keepsWhatTwilioSays(String status, String kind) {
        assertThat(report("7.12", status).statusCode()).isEqualTo(204);
        assertThat(receipts()).containsExactly("7 12 2026-11-25 " + SID + " " + kind);
    }

    @Test
    void keepsTheNumberOfTheError() {
        twilio.signed("7.12", Map.of("MessageSid", SID, "MessageStatus", "undelivered", "ErrorCode", "30005"));
        assertThat(receipts()).containsExactly("7 12 2026-11-25 " + SID + " UNDELIVERED 30005");
    }

    @Test
    void keepsEachOnceHoweverOftenAndInWhateverOrderTheyCome() {
        List<String> said = List.of("delivered", "sent", "queued", "sent", "delivered", "delivered", "queued");
        assertThat(said.parallelStream().map(status -> report("7.12", status).statusCode())).containsOnly(204);
        assertThat(receipts()).hasSize(3).map(receipt -> receipt.substring(receipt.lastIndexOf(' ') + 1))
                .containsExactly("DELIVERED", "QUEUED", "SENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.12", "7.99", "7.13", "7.14", "", "7", "7.12.1", "x.y", "7.-12",
            "999999999999999999999.1",
            "7.12%20or%201=1"})
    void changesNothingForAMessageThatWasNotSentBySms(String message) {
        assertThat(report(message, "delivered").statusCode()).isEqualTo(204);
        assertThat(receipts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "receiving", "canceled", "", "nonsense"})
    void leavesOtherStatusesAside(String status) {
        assertThat(report("7.12", status).statusCode()).isEqualTo(204);
        assertThat(receipts()).isEmpty();
    }

    @Test
    void refusesWhatIsForged() {
        Map<String, String> said = Map.of("MessageSid", SID, "MessageStatus", "delivered");
        var forger = new Callbacks(port, publicUrl, "ffffffffffffffffffffffffffffffff");
        Stream.of(forger.signed("7.12", said), twilio.unsigned("7.12", said),
                twilio.signedFor("7.13", "7.12", said)).forEach(TwilioStatusHookTest::isRefused);
        assertThat(receipts()).isEmpty();
    }

    @Test
    void anOptOutThatTwilioTellsSilencesThePhone() {
        twilio.signed("7.12", Map.of("MessageSid", SID, "MessageStatus", "failed", "ErrorCode", "21610", "To",
                "+79995550123"));
        assertThat(jdbc.sql("select concat_ws(' ', channel, address, reason, source) from suppression")
                .query(String.class).single()).isEqualTo("SMS +79995550123 STOP twilio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30005", "30006", "21211", "21614", "21635"})
    void aPhoneThatDoesNotExistIsSuppressed(String code) {
        undelivered("7.12", code);
        assertThat(jdbc.sql("select concat_ws(' ', channel, address, reason, source) from suppression")
                .query(String.class).single()).isEqualTo("SMS +79995550123 INVALID message:7.12");
    }

    @Test
    void aPhoneOutOfReachIsNotSuppressed() {
        undelivered("7.12", "30003");
        undelivered("7.12", "30003");
        assertThat(jdbc.sql("select count(*) from suppression").query(Long.class).single()).isZero();
        assertThat(jdbc.sql("select message || ' ' || kind from address_trouble").query(String.class).list())
                .containsExactly("7.12 UNREACHED");
    }

    @ParameterizedTest
    @CsvSource({"PROMOTION, 30007, TEMPLATE promotion FILTERED, FILTERED promotion",
            "APPOINTMENT, 30007, '', FILTERED promotion", "PROMOTION, 30034, '', SENDER_NOT_SET_UP SMS",
            "PROMOTION, 30002, '', LOCKED_OUT SMS", "PROMOTION, 30008, '', ''", "PROMOTION, 30036, '', ''",
            "PROMOTION, 30001, '', ''"})
    void tellsPeopleWhatWouldFailAgainAndHoldsPromotions(String purpose, String code, String held, String alert) {
        jdbc.sql("""
                insert into mailing (id, kind, purpose, template, run_key, as_of, started_by, started_at)
                overriding system value
                values (7, 'CAMPAIGN', :purpose, 'promotion', '7', now(), 'x', now())
                """).param("purpose", purpose).update();
        undelivered("7.12", code);
        assertThat(jdbc.sql("select coalesce(string_agg(concat_ws(' ', thing, key, reason), ','), '') from hold")
                .query(String.class).single()).isEqualTo(held);
        assertThat(jdbc.sql("select coalesce(string_agg(concat_ws(' ', kind, subject), ','), '') from alert")
                .query(String.class).single()).isEqualTo(alert);
    }

    @Test
    void isSignedWithOrWithoutThePort() {
        var withoutPort = new Callbacks(port, publicUrl.replaceAll(":\\d+$", ""), authToken);
        assertThat(withoutPort.signed("7.12", Map.of("MessageSid", SID, "MessageStatus", "sent")).statusCode())
                .isEqualTo(204);
        assertThat(receipts()).hasSize(1);
    }

    @Test
    void readingIsNotReporting() {
        assertThat(twilio.get("7.12").statusCode()).isEqualTo(405);
        assertThat(receipts()).isEmpty();
    }

    private HttpResponse<String> report(String message, String status) {
        return twilio.signed(message, Map.of("MessageSid", SID, "MessageStatus", status, "To", "+79995550123"));
    }

    private void undelivered(String message, String code) {
        twilio.signed(message, Map.of("MessageSid", SID, "MessageStatus", "undelivered", "ErrorCode", code, "To",
                "+79995550123"));
    }

    private List<String> receipts() {
        return jdbc.sql("""
                select concat_ws(' ', mailing_id, ordinal, occasion_on, reference, kind, code)
                from receipt
                order by kind
                """).query((row, number) -> row.getString(1)).list();
    }

    private static void isRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"BAD_SIGNATURE\"");
    }
}
