package vestnik.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.channel.email.ScriptedSmtpServer.CLOSE;
import static vestnik.channel.email.ScriptedSmtpServer.HELD;
import static vestnik.channel.email.ScriptedSmtpServer.SILENCE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import vestnik.channel.Outcome;

/// MAIL, RCPT and DATA in one write (RFC 2920), and what is left to do when one of them is refused.
class PipeliningTest {

    private static final Email MAIL = Relays.mailTo("ivan.petrov@example.test");
    private static final Outcome ACCEPTED = new Outcome.Accepted("4XyZ9q1");
    private static final List<String> ENVELOPE = List.of("MAIL FROM:<b+7.1.x@bounces.clinic.test>",
            "RCPT TO:<ivan.petrov@example.test>", "DATA");

    private ScriptedSmtpServer server;
    private MailConnection connection;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedSmtpServer().offer("PIPELINING");
        connection = connect(true, Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    @Test
    void waitsForNoAnswerBeforeData() {
        server.answer("MAIL", HELD + "250 2.1.0 Ok");

        assertThat(connection.handOver(MAIL)).isEqualTo(ACCEPTED);
        assertThat(connection.handOver(MAIL)).isEqualTo(ACCEPTED);
        assertThat(server.messages()).containsOnly(new String(MAIL.bytes(), StandardCharsets.UTF_8)).hasSize(2);
        assertThat(server.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"MAIL, 0", "RCPT, 0", "DATA, 0", "END, 1"})
    void aMessageIsUnderWayWhenTheRelayAsksForItsText(String refused, int told) {
        server.answer(refused, "451 4.3.0 Later");
        var underWay = new AtomicInteger();

        assertThat(connection.handOver(MAIL, underWay::incrementAndGet)).isInstanceOf(Outcome.Deferred.class);
        assertThat(underWay).hasValue(told);
    }

    @Test
    void waitsForEachAnswerWhenItIsSwitchedOffOrNotOffered() throws IOException {
        server.answer("MAIL", HELD + "250 2.1.0 Ok");
        connection = connect(false, Duration.ofSeconds(1));

        assertThat(connection.handOver(MAIL)).isInstanceOfSatisfying(Outcome.Deferred.class,
                deferred -> assertThat(deferred.reason()).isEqualTo("MAIL timed out"));
        try (var plain = new ScriptedSmtpServer();
                MailConnection toPlain = Relays.at(plain.port(), Duration.ofSeconds(1)).connect()) {
            plain.answer("MAIL", HELD + "250 2.1.0 Ok");
            assertThat(toPlain.handOver(MAIL)).isInstanceOf(Outcome.Deferred.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"MAIL, 451 4.3.0 Later, 503 5.5.1 No, 503 5.5.1 No", "RCPT, 550 5.1.1 User unknown, , 554 5.5.1 No",
            "RCPT, 450 4.2.0 Greylisted, , 503 5.5.1 No", "DATA, , , 451 4.3.0 Later"})
    void resetsWhenTheRelayRefusesAllThatFollows(String phase, String first, String rcpt, String data) {
        if (first != null) {
            server.answer(phase, first);
        }
        if (rcpt != null) {
            server.answer("RCPT", rcpt);
        }
        server.answer("DATA", data);

        assertThat(reason(connection.handOver(MAIL))).startsWith(phase + " " + (first == null ? data : first));
        assertThat(server.commands()).containsSubsequence(ENVELOPE).endsWith("RSET").hasSize(5);
        theNextGoesOutOnTheSameConnection();
    }

    private void theNextGoesOutOnTheSameConnection() {
        int before = server.messages().size();
        assertThat(connection.handOver(MAIL)).isEqualTo(ACCEPTED);
        assertThat(server.messages()).hasSize(before + 1).endsWith(new String(MAIL.bytes(), StandardCharsets.UTF_8));
        assertThat(server.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"250 2.0.0 Ok", "554 5.5.1 No valid recipients", "451 4.3.0 Later"})
    void givesAnEmptyTextWhenTheRelayAsksForOneAllTheSame(String toTheDot) {
        server.answer("RCPT", "550 5.1.1 User unknown");
        server.answer("END", toTheDot);

        assertThat(reason(connection.handOver(MAIL))).isEqualTo("RCPT 550 5.1.1 User unknown");
        assertThat(server.messages()).containsExactly("");
        theNextGoesOutOnTheSameConnection();
    }

    @Test
    void givesAnEmptyTextWhenOnlyTheSenderWasRefused() {
        server.answer("MAIL", "451 4.3.0 Later");

        assertThat(reason(connection.handOver(MAIL))).isEqualTo("MAIL 451 4.3.0 Later");
        assertThat(server.messages()).containsExactly("");
        theNextGoesOutOnTheSameConnection();
    }

    @ParameterizedTest
    @CsvSource({"DATA, close", "DATA, silence", "DATA, 250 What?", "END, close", "END, silence"})
    void theRefusalCountsWhateverComesAfterIt(String verb, String then) {
        connection = connect(true, Duration.ofSeconds(then.equals(SILENCE) ? 1 : 20));
        server.answer("RCPT", "550 5.1.1 User unknown");
        server.answer(verb, then);

        assertThat(reason(connection.handOver(MAIL))).isEqualTo("RCPT 550 5.1.1 User unknown");
        assertThat(connection.handOver(MAIL)).isEqualTo(ACCEPTED);
        assertThat(server.messages()).endsWith(new String(MAIL.bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void saysNothingMoreToARelayThatCloses() {
        server.answer("RCPT", "421 4.7.0 Too fast");

        assertThat(reason(connection.handOver(MAIL))).isEqualTo("RCPT 421 4.7.0 Too fast");
        assertThat(server.messages()).isEmpty();
        assertThat(connection.handOver(MAIL)).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {CLOSE, SILENCE})
    void handsNothingOverTwiceWhenTheConnectionIsLostBeforeTheText(String loss) {
        connection = connect(true, Duration.ofSeconds(1));
        server.answer("RCPT", loss);

        assertThat(connection.handOver(MAIL)).isInstanceOf(Outcome.Deferred.class);
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void asksForUtf8InOneWriteToo() {
        server.offer("SMTPUTF8");

        assertThat(connection.handOver(Relays.mailTo("иван@xn--e1aybc.test"))).isEqualTo(ACCEPTED);
        assertThat(server.commands()).contains("MAIL FROM:<b+7.1.x@bounces.clinic.test> SMTPUTF8",
                "RCPT TO:<иван@xn--e1aybc.test>");
    }

    private MailConnection connect(boolean pipelining, Duration patience) {
        var settings = new ConnectionSettings(pipelining, 1000, Duration.ofMinutes(1));
        return new MailRelay(Relays.mail(server.port(), patience), new DefaultSslBundleRegistry(),
                Settings.connecting(settings, Map.of()), Clock.systemUTC()).connect();
    }

    private static String reason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Rejected rejected -> rejected.reason();
            case Outcome.Deferred deferred -> deferred.reason();
            default -> throw new AssertionError(outcome);
        };
    }
}
