package vestnik.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vestnik.channel.Outcome;
import vestnik.channel.Signal;
import vestnik.channel.sms.SmsError.Remedy;
import vestnik.twilio.Fault;
import vestnik.twilio.TwilioStandIn;

/// Every code of every row of our table of Twilio's errors: what it means with a status, and as the answer to a hand-over.
class TwilioTableTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private static TwilioStandIn twilio;
    private static SmsGateway gateway;

    @BeforeAll
    static void start() {
        twilio = TwilioStandIn.start(0, TOKEN);
        gateway = new TwilioGateway(new TwilioSettings("AC00000000000000000000000000000000", TOKEN, null,
                "+15005550006", twilio.url(), Duration.ofSeconds(20), Duration.ofSeconds(20), 8),
                URI.create("http://127.0.0.1:1"));
    }

    @AfterAll
    static void stop() {
        twilio.close();
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row("record the opt-out", Signal.OPTED_OUT, Remedy.NONE, "Rejected", null, 21610),
                row("suppress the phone", Signal.ADDRESS_UNKNOWN, Remedy.NONE, "Rejected", null,
                        21211, 21614, 21635, 30005, 30006),
                row("once more later", Signal.UNREACHED, Remedy.LATER, "Deferred", Duration.ofMinutes(15), 30003),
                row("back off", Signal.TOO_FAST, Remedy.LATER, "Deferred", null, 20429, 63017, 30001, 21611),
                row("filtered, no resend", Signal.FILTERED, Remedy.NONE, "Rejected", null, 30004, 30007, 30450),
                row("sender or region not set up", Signal.SENDER_NOT_SET_UP, Remedy.LATER, "Deferred",
                        Duration.ofHours(1), 30018, 30042, 21606, 21612, 21408, 30034),
                row("expired, drop", Signal.TOO_LATE, Remedy.NONE, "Rejected", null, 30036),
                row("uncertain, look up first", Signal.NONE, Remedy.LOOK_UP, "Uncertain", null,
                        30008, 30017, 20500, 20503),
                row("stop the channel", Signal.LOCKED_OUT, Remedy.LATER, "Unavailable", null, 20003, 30002, 63038),
                row("not in the table: may not ask for redaction", Signal.SENDER_NOT_SET_UP, Remedy.LATER, "Deferred",
                        Duration.ofHours(1), 30029, 30030),
                row("not in the table: our text", Signal.MESSAGE_AT_FAULT, Remedy.NONE, "Rejected", null,
                        21602, 21617),
                row("not in the table: unknown to us", Signal.NONE, Remedy.NONE, "Rejected", null, 12345, 0))
                .flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rows")
    void meansTheSameWithAStatus(String row, int code, Signal signal, Remedy remedy) {
        assertThat(SmsError.of(code)).isEqualTo(new SmsError(signal, remedy));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rows")
    void answersAHandOver(String row, int code, Signal signal, Remedy remedy, String outcome,
            @Nullable Duration delay) {
        twilio.failNext(new Fault.Answer(code / 1000 == 20 && code != 20429 ? 500 : 400, code, "Words"));

        assertThat(gateway.handOver(new Sms("7.12", "+79161234567", "text", Duration.ofHours(1))))
                .isEqualTo(expected(outcome, code == 0 ? "HTTP 400 Words" : code + " Words", signal, delay));
    }

    private static Outcome expected(String outcome, String reason, Signal signal, @Nullable Duration delay) {
        return switch (outcome) {
            case "Rejected" -> new Outcome.Rejected(reason, signal);
            case "Deferred" -> new Outcome.Deferred(reason, signal, delay);
            case "Unavailable" -> new Outcome.Unavailable(reason, signal);
            case "Uncertain" -> new Outcome.Uncertain(reason);
            default -> throw new IllegalArgumentException(outcome);
        };
    }

    private static Stream<Arguments> row(String name, Signal signal, Remedy remedy, String outcome,
            @Nullable Duration delay, int... codes) {
        return Arrays.stream(codes).mapToObj(code -> Arguments.of(name, code, signal, remedy, outcome, delay));
    }
}
