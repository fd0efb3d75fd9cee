package vestnik.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vestnik.channel.Outcome;
import vestnik.twilio.Fault;
import vestnik.twilio.TwilioMessage;
import vestnik.twilio.TwilioStandIn;

/// What Twilio says of messages, before and after it has taken number and text out of them.
class TwilioRegisterTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Sms SMS = sms("+79161234567", "Вас ждут 25.11 в 10:30");
    private static final Finding NOT_FOUND = new Finding.NotFound();

    private TwilioStandIn twilio;
    private SmsGateway gateway;

    @BeforeEach
    void start() {
        twilio = TwilioStandIn.start(0, TOKEN);
        gateway = gateway(Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        twilio.close();
    }

    @Test
    void fetchesWhatBecameOfAMessage() {
        String sid = accepted(SMS);
        await().until(() -> state(sid).status().equals("delivered"));

        TwilioMessage message = twilio.messages().getFirst();
        assertThat(gateway.fetch(sid)).isEqualTo(new Finding.Found(new SentSms(sid, "delivered", null,
                seconds(message.created()), seconds(message.sent()), seconds(message.updated()))));
    }

    @Test
    void fetchesWhyAMessageWasNotDelivered() {
        String sid = accepted(sms(TwilioStandIn.UNREACHABLE, "text"));
        await().until(() -> state(sid).status().equals("undelivered"));

        assertThat(state(sid).errorCode()).isEqualTo(30003);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SM00000000000000000000000000000000", "", "../Accounts", "SM1?x=y"})
    void fetchesNothingThatIsNotThere(String sid) {
        assertThat(gateway.fetch(sid)).isEqualTo(NOT_FOUND);
    }

    @Test
    void findsWhatIsStillWaitingByItsNumberAndText() {
        String sid = lost(SMS);

        assertThat(find(SMS)).isInstanceOfSatisfying(Finding.Found.class,
                found -> assertThat(found.sms().sid()).isEqualTo(sid));
    }

    @Test
    void findsWhatWasSentWhenNumberAndTextAreGone() {
        String sid = lost(SMS);
        await().until(() -> state(sid).status().equals("delivered"));

        assertThat(find(SMS)).isInstanceOfSatisfying(Finding.Found.class, found -> {
            assertThat(found.sms().sid()).isEqualTo(sid);
            assertThat(found.sms().status()).isEqualTo("delivered");
        });
    }

    @Test
    void findsNothingWhereNothingWasTaken() {
        twilio.failNext(new Fault.Drop(false));
        gateway.handOver(SMS);

        assertThat(find(SMS)).isEqualTo(NOT_FOUND);
    }

    @Test
    void doesNotTakeAnotherTextOrNumberForOurs() {
        accepted(sms(SMS.to(), "another text"));
        accepted(sms("+79161234568", SMS.body()));

        assertThat(find(SMS)).isEqualTo(NOT_FOUND);
    }

    @Test
    void doesNotTakeAMessageOfAnotherTimeForOurs() {
        lost(SMS);
        Instant now = Instant.now();

        assertThat(gateway.find(SMS, now.minusSeconds(7200), now.minusSeconds(3600), _ -> false)).isEqualTo(NOT_FOUND);
        assertThat(gateway.find(SMS, now.plusSeconds(3600), now.plusSeconds(7200), _ -> false)).isEqualTo(NOT_FOUND);
    }

    @Test
    void doesNotTakeAKnownMessageForOurs() {
        String known = accepted(SMS);
        String neighbours = accepted(sms("+79161239999", "text"));
        await().until(() -> Stream.of(known, neighbours).allMatch(sid -> state(sid).sentAt() != null));

        assertThat(find(SMS, Set.of(known, neighbours)::contains)).isEqualTo(NOT_FOUND);
    }

    @Test
    void doesNotChooseBetweenMessagesThatFitAlike() {
        accepted(SMS);
        accepted(SMS);

        assertThat(find(SMS)).isEqualTo(new Finding.Unknown("2 messages fit"));
    }

    static Stream<Arguments> faults() {
        return Stream.of(Arguments.of(new Fault.TooManyRequests(7), "20429 Too Many Requests"),
                Arguments.of(new Fault.Answer(401, 20003, "Authenticate"), "20003 Authenticate"),
                Arguments.of(new Fault.Answer(500, 20500, "Internal"), "20500 Internal"),
                Arguments.of(new Fault.Page(502), "HTTP 502"), Arguments.of(new Fault.Page(200), "no answer"),
                Arguments.of(new Fault.Hang(), "no answer: SocketTimeoutException"),
                Arguments.of(new Fault.Drop(false), "no answer"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void asksOnceAndSaysThatItDoesNotKnow(Fault fault, String reason) {
        gateway = gateway(Duration.ofSeconds(fault instanceof Fault.Hang ? 1 : 20));
        twilio.failNextLookUp(fault, fault);

        assertThat(find(SMS)).isInstanceOfSatisfying(Finding.Unknown.class,
                unknown -> assertThat(unknown.reason()).startsWith(reason));
        assertThat(gateway.fetch("SM00000000000000000000000000000000")).isInstanceOf(Finding.Unknown.class);
        assertThat(twilio.requests()).isEqualTo(2);
    }

    @Test
    void doesNotKnowWhenNobodyListens() {
        twilio.close();

        assertThat(find(SMS)).isInstanceOfSatisfying(Finding.Unknown.class,
                unknown -> assertThat(unknown.reason()).startsWith("no connection: "));
    }

    private Finding find(Sms sms) {
        return find(sms, _ -> false);
    }

    private Finding find(Sms sms, Predicate<String> known) {
        return gateway.find(sms, Instant.now().minusSeconds(5), Instant.now(), known);
    }

    private SentSms state(String sid) {
        return ((Finding.Found) gateway.fetch(sid)).sms();
    }

    private String accepted(Sms sms) {
        return String.valueOf(((Outcome.Accepted) gateway.handOver(sms)).reference());
    }

    /// Taken, but its answer never came.
    private String lost(Sms sms) {
        twilio.failNext(new Fault.Drop(true));
        assertThat(gateway.handOver(sms)).isInstanceOf(Outcome.Uncertain.class);
        return twilio.messages().getFirst().sid();
    }

    private SmsGateway gateway(Duration patience) {
        var settings = new TwilioSettings("AC00000000000000000000000000000000", TOKEN, null, "+15005550006",
                twilio.url(), patience, patience, 8);
        return new TwilioGateway(settings, URI.create("http://127.0.0.1:1"));
    }

    private static Instant seconds(@Nullable Instant instant) {
        return Objects.requireNonNull(instant).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Sms sms(String to, String body) {
        return new Sms("7.12", to, body, Duration.ofHours(1));
    }
}
