package vestnik.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import vestnik.channel.Outcome;
import vestnik.channel.Signal;
import vestnik.channel.email.RelaySettings.Security;
import vestnik.test.TestClock;

/// The relay of `spring.mail.*` and a further one of three times its weight: who gets connections, and what happens if one
/// is away or does not let us in.
class SeveralRelaysTest {

    private static final Email MAIL = Relays.mailTo("ivan.petrov@example.test");
    private static final String WRONG_PASSWORD = "535 5.7.8 Wrong password";
    private static final String[] AWAY = {"421 4.3.2 Away", "421 4.3.2 Away", "421 4.3.2 Away", "421 4.3.2 Away"};

    private final TestClock clock = new TestClock();
    private final List<MailConnection> connections = new ArrayList<>();
    private ScriptedSmtpServer first;
    private ScriptedSmtpServer further;
    private MailRelay relay;

    @BeforeEach
    void start() throws IOException {
        first = new ScriptedSmtpServer();
        further = new ScriptedSmtpServer().offer("AUTH PLAIN");
        for (int i = 0; i < 20; i++) {
            further.answer("AUTH", "235 2.7.0 Welcome");
        }
        relay = relay(Settings.CONNECTION);
    }

    @AfterEach
    void stop() {
        connections.forEach(MailConnection::close);
        first.close();
        further.close();
    }

    @Test
    void sharesConnectionsByWeight() {
        for (int i = 0; i < 8; i++) {
            accepted(connect());
        }

        assertThat(first.connections()).isEqualTo(2);
        assertThat(further.connections()).isEqualTo(6);
        assertThat(relay.states()).extracting(RelayState::name, RelayState::connections)
                .containsExactly(tuple("spring.mail", 2),
                        tuple("further", 6));
    }

    @Test
    void givesTheConnectionsOfARelayThatIsAwayToTheOthersUntilItIsBack() {
        further.answer("GREETING", AWAY);
        for (int i = 0; i < 4; i++) {
            accepted(connect());
        }
        assertThat(first.messages()).hasSize(4);
        assertThat(further.connections()).as("asked once, then left alone").isEqualTo(1);
        assertThat(state("further").lockedOut()).isFalse();
        assertThat(state("further").reason()).isEqualTo("CONNECT 421 4.3.2 Away");

        clock.advance(Duration.ofSeconds(6));
        accepted(connect());
        assertThat(further.connections()).as("asked again after 5 s").isEqualTo(2);

        clock.advance(Duration.ofSeconds(6));
        accepted(connect());
        assertThat(further.connections()).as("left alone for longer").isEqualTo(2);

        clock.advance(Duration.ofHours(1));
        further.forget("GREETING");
        accepted(connect());
        assertThat(further.messages()).as("back by itself").hasSize(1);
        assertThat(state("further").restsUntil()).isNull();
    }

    @Test
    void oneRelayThatLocksUsOutIsTheConcernOfWhoeverLooksAfterIt() {
        further.forget("AUTH");
        further.answer("AUTH", WRONG_PASSWORD);

        accepted(connect());

        assertThat(first.messages()).hasSize(1);
        assertThat(state("further")).isEqualTo(new RelayState("further", 0, true,
                TestClock.START.plusSeconds(5), "CONNECT 535 5.7.8 Wrong password"));
    }

    @Test
    void canBeWatched() {
        var meters = new SimpleMeterRegistry();
        new RelayMeters(relay).bindTo(meters);
        further.forget("AUTH");
        further.answer("AUTH", WRONG_PASSWORD);

        accepted(connect());

        assertThat(gauge(meters, "connections", "spring.mail")).isEqualTo(1);
        assertThat(gauge(meters, "locked.out", "spring.mail")).isZero();
        assertThat(gauge(meters, "connections", "further")).isZero();
        assertThat(gauge(meters, "locked.out", "further")).isEqualTo(1);
        assertThat(gauge(meters, "resting", "further")).isEqualTo(1);
    }

    private static double gauge(SimpleMeterRegistry meters, String what, String name) {
        return meters.get("vestnik.mail.relay." + what).tag("relay", name).gauge().value();
    }

    @Test
    void aRelayThatAsksForSignInAllAtOnceIsReplacedBeforeAnythingWasHandedOver() {
        MailConnection connection = connect();
        accepted(connection);
        further.answer("MAIL", "530 5.7.0 Authentication required");

        accepted(connection);

        assertThat(further.messages()).hasSize(1);
        assertThat(first.messages()).hasSize(1);
        assertThat(state("further").lockedOut()).isTrue();
    }

    @Test
    void aRelayThatAsksForSignInAfterTheTextIsReplacedForTheNextMessage() {
        MailConnection connection = connect();
        accepted(connection);
        further.answer("END", "530 5.7.0 Authentication required");
        var underWay = new AtomicInteger();

        assertThat(connection.handOver(MAIL, underWay::incrementAndGet)).isInstanceOf(Outcome.Unavailable.class);
        assertThat(underWay).hasValue(1);
        assertThat(first.connections()).isZero();
        accepted(connection);
        assertThat(first.messages()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"554 5.7.1 No, 535 5.7.8 No, LOCKED_OUT", "421 4.3.2 Away, 535 5.7.8 No, NONE",
            "554 5.7.1 No, 421 4.3.2 Away, NONE"})
    void lockedOutOnlyIfAllLockUsOut(String toTheFirst, String toTheFurther, Signal signal) {
        first.answer("GREETING", toTheFirst);
        further.forget("AUTH");
        further.answer(toTheFurther.startsWith("535") ? "AUTH" : "GREETING", toTheFurther);

        assertThat(connect().handOver(MAIL)).isInstanceOfSatisfying(Outcome.Unavailable.class,
                unavailable -> assertThat(unavailable.signal()).isEqualTo(signal));
    }

    @Test
    void asksAgainWhenAllAreLeftAlone() {
        first.answer("GREETING", "421 4.3.2 Away");
        further.answer("GREETING", "421 4.3.2 Away");
        assertThat(connect().handOver(MAIL)).isInstanceOf(Outcome.Unavailable.class);

        accepted(connect());
    }

    @Test
    void replacesAConnectionThatHasServedLongEnough() {
        relay = relay(new ConnectionSettings(true, 2, Duration.ofMinutes(1)));
        MailConnection connection = connect();
        for (int i = 0; i < 5; i++) {
            accepted(connection);
        }

        assertThat(first.connections() + further.connections()).isEqualTo(3);
        assertThat(relay.states().stream().mapToInt(RelayState::connections).sum()).isEqualTo(1);
    }

    @Test
    void replacesAConnectionThatWasIdle() {
        MailConnection connection = connect();
        accepted(connection);
        clock.advance(Duration.ofSeconds(59));
        accepted(connection);
        assertThat(further.connections()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(61));
        connection.open();
        accepted(connection);

        assertThat(further.connections()).isEqualTo(2);
        Awaitility.await().untilAsserted(() -> assertThat(further.commands()).contains("QUIT"));
    }

    private MailConnection connect() {
        MailConnection connection = relay.connect();
        connections.add(connection);
        return connection;
    }

    private static void accepted(MailConnection connection) {
        assertThat(connection.handOver(MAIL)).isInstanceOf(Outcome.Accepted.class);
    }

    private RelayState state(String name) {
        return relay.state(name);
    }

    private MailRelay relay(ConnectionSettings connection) {
        var settings = new RelaySettings("127.0.0.1", further.port(), "clinic", "secret", Security.NONE, null, 3,
                Map.of());
        return new MailRelay(Relays.mail(first.port(), Duration.ofSeconds(20)), new DefaultSslBundleRegistry(),
                Settings.connecting(connection, Map.of("further", settings)), clock);
    }
}
