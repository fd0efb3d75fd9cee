package vestnik.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vestnik.channel.Outcome;
import vestnik.channel.Signal;
import vestnik.twilio.Fault;
import vestnik.twilio.TwilioStandIn;

class TwilioGatewayTest {

    private static final String ACCOUNT = "AC00000000000000000000000000000000";
    private static final String SERVICE = "MG00000000000000000000000000000000";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final URI PUBLIC_URL = URI.create("http://127.0.0.1:1/");

    private TwilioStandIn twilio;

    @BeforeEach
    void start() {
        twilio = TwilioStandIn.start(0, TOKEN);
    }

    @AfterEach
    void stop() {
        twilio.close();
    }

    @Test
    void asksForAllThatIsNeededAndNothingElse() {
        Outcome outcome = gateway()
                .handOver(new Sms("7.12", "+79161234567", "Вас ждут 25.11 в 10:30", Duration.ofHours(2)));

        assertThat(twilio.messages()).singleElement().satisfies(message -> {
            assertThat(outcome).isEqualTo(new Outcome.Accepted(message.sid()));
            assertThat(message.form()).isEqualTo(Map.of("To", "+79161234567", "From", "+15005550006",
                    "Body", "Вас ждут 25.11 в 10:30", "ValidityPeriod", "7200", "ContentRetention", "discard",
                    "AddressRetention", "obfuscate",
                    "StatusCallback", "http://127.0.0.1:1/hooks/twilio/status?message=7.12"));
        });
    }

    @Test
    void namesTheMessagingServiceInsteadOfANumber() {
        var settings = new TwilioSettings(ACCOUNT, TOKEN, SERVICE, null, twilio.url(), Duration.ofSeconds(20),
                Duration.ofSeconds(20), 8);

        new TwilioGateway(settings, PUBLIC_URL).handOver(sms("+79161234567"));

        assertThat(twilio.messages()).singleElement().satisfies(message -> assertThat(message.form())
                .containsEntry("MessagingServiceSid", SERVICE)
                .doesNotContainKey("From"));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.5S, 1", "PT1M, 60", "PT10H, 36000", "PT72H, 36000"})
    void keepsTheValidityWithinTwiliosBounds(Duration validity, String seconds) {
        gateway().handOver(new Sms("7.12", "+79161234567", "text", validity));

        assertThat(twilio.messages()).singleElement()
                .satisfies(message -> assertThat(message.form()).containsEntry("ValidityPeriod", seconds));
    }

    @Test
    void tellsAnOptOutFromOtherRefusals() {
        assertThat(gateway().handOver(sms("+15005550004"))).isInstanceOfSatisfying(Outcome.Rejected.class,
                refused -> assertThat(refused.reason()).startsWith("21610 ").doesNotContain("+15005550004"))
                .hasFieldOrPropertyWithValue("signal", Signal.OPTED_OUT);
    }

    @ParameterizedTest
    @CsvSource({"+15005550001, 21211", "+15005550009, 21614", "89161234567, 21211"})
    void rejectedForTheRecipientsSake(String to, String code) {
        assertThat(gateway().handOver(sms(to))).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> assertThat(
                rejected.reason()).startsWith(code + " ").doesNotContain(to));
        assertThat(gateway().handOver(sms("+79161234567"))).isInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({"+15005550007, +79161234567, 21606", "+15005550008, +79161234567, 21611",
            "+15005550006, +15005550002, 21612", "+15005550006, +15005550003, 21408"})
    void deferredForTheSendersSake(String from, String to, String code) {
        assertThat(gateway(from).handOver(sms(to))).satisfies(is("Deferred", code + " "));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new Fault.TooManyRequests(7), "Deferred", "20429 Too Many Requests"),
                Arguments.of(new Fault.Page(429), "Deferred", "HTTP 429"),
                Arguments.of(new Fault.Answer(400, 63017, "Rate limit"), "Deferred", "63017"),
                Arguments.of(new Fault.Answer(400, 30001, "Queue overflow"), "Deferred", "30001"),
                Arguments.of(new Fault.Answer(401, 20003, "Authenticate"), "Unavailable", "20003"),
                Arguments.of(new Fault.Page(401), "Unavailable", "HTTP 401"),
                Arguments.of(new Fault.Page(403), "Rejected", "HTTP 403"),
                Arguments.of(new Fault.Answer(400, 21617, "Too long for +79161234567"), "Rejected",
                        "21617 Too long for <phone>"),
                Arguments.of(new Fault.Answer(500, 20500, "Internal"), "Uncertain", "20500"),
                Arguments.of(new Fault.Answer(503, 20503, "Unavailable"), "Uncertain", "20503"),
                Arguments.of(new Fault.Page(502), "Uncertain", "HTTP 502"),
                Arguments.of(new Fault.Page(200), "Uncertain", "no answer"),
                Arguments.of(new Fault.Hang(), "Uncertain", "no answer: SocketTimeoutException"),
                Arguments.of(new Fault.Drop(false), "Uncertain", "no answer"),
                Arguments.of(new Fault.Drop(true), "Uncertain", "no answer"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void makesOneRequestWhateverTheAnswer(Fault fault, String outcome, String reason) {
        SmsGateway gateway = gateway("+15005550006", Duration.ofSeconds(fault instanceof Fault.Hang ? 1 : 20));
        twilio.failNext(fault);

        assertThat(gateway.handOver(sms("+79161234567"))).satisfies(is(outcome, reason));

        assertThat(twilio.requests()).isEqualTo(1);
    }

    @Test
    void tellsHowLongTwilioAskedUsToWait() {
        twilio.failNext(new Fault.TooManyRequests(7));

        assertThat(gateway().handOver(sms("+79161234567")))
                .isEqualTo(new Outcome.Deferred("20429 Too Many Requests", Signal.TOO_FAST, Duration.ofSeconds(7)));
    }

    @Test
    void unavailableWhenNobodyListens() {
        SmsGateway gateway = gateway();
        twilio.close();

        assertThat(gateway.handOver(sms("+79161234567"))).satisfies(is("Unavailable", "no connection: "));
    }

    @Test
    void unavailableWhenTheTokenIsWrong() {
        var settings = new TwilioSettings(ACCOUNT, "wrong", null, "+15005550006", twilio.url(), Duration.ofSeconds(20),
                Duration.ofSeconds(20), 8);

        assertThat(new TwilioGateway(settings, PUBLIC_URL).handOver(sms("+79161234567")))
                .satisfies(is("Unavailable", "20003 Authenticate"));
    }

    @Test
    void servesManyThreadsAtOnce() throws Exception {
        SmsGateway gateway = gateway();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Outcome>> calls = IntStream.range(0, 400)
                    .<Callable<Outcome>>mapToObj(i -> () -> gateway.handOver(sms("+7916%07d".formatted(i))))
                    .toList();
            for (var call : threads.invokeAll(calls)) {
                assertThat(call.get()).isInstanceOf(Outcome.Accepted.class);
            }
        }
        assertThat(twilio.messages()).hasSize(400);
    }

    private SmsGateway gateway() {
        return gateway("+15005550006");
    }

    private SmsGateway gateway(String from) {
        return gateway(from, Duration.ofSeconds(20));
    }

    private SmsGateway gateway(String from, Duration patience) {
        var settings = new TwilioSettings(ACCOUNT, TOKEN, null, from, twilio.url(), patience, patience, 8);
        return new TwilioGateway(settings, PUBLIC_URL);
    }

    private static Sms sms(String to) {
        return new Sms("7.12", to, "text", Duration.ofHours(1));
    }

    private static Consumer<Outcome> is(String kind, String reason) {
        return outcome -> {
            assertThat(outcome.getClass().getSimpleName()).isEqualTo(kind);
            assertThat(outcome.toString()).contains("reason=" + reason);
        };
    }
}
