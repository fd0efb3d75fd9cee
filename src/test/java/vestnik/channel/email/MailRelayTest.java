package vestnik.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.channel.email.ScriptedSmtpServer.CLOSE;
import static vestnik.channel.email.ScriptedSmtpServer.SILENCE;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vestnik.channel.Outcome;

/// Every phase of the dialogue, with a relay that answers, refuses, hangs up or falls silent in it.
class MailRelayTest {

    private static final Email MAIL = Relays.mailTo("ivan.petrov@example.test");
    private static final Outcome ACCEPTED = new Outcome.Accepted("4XyZ9q1");

    private ScriptedSmtpServer server;
    private MailConnection connection;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedSmtpServer();
        connection = Relays.at(server.port()).connect();
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                // What is said before a sender is named is never the message's fault.
                row("GREETING", "554 5.7.1 You are listed", unavailable("CONNECT 554 5.7.1 You are listed")),
                row("GREETING", "421 4.3.2 Too busy", unavailable("CONNECT 421 4.3.2 Too busy")),
                row("GREETING", CLOSE, unavailable("CONNECT")),
                row("GREETING", SILENCE, unavailable("CONNECT timed out")),
                row("MAIL", "451 4.3.0 Try later", deferred("MAIL 451 4.3.0 Try later")),
                row("MAIL", "550 5.7.1 Not you", deferred("MAIL 550 5.7.1 Not you")),
                row("MAIL", "530 5.7.0 Must issue a STARTTLS command first", unavailable("MAIL 530 5.7.0")),
                row("MAIL", "530 5.7.1 Authentication required", unavailable("MAIL 530 5.7.1")),
                row("MAIL", CLOSE, deferred("MAIL connection closed")),
                row("MAIL", SILENCE, deferred("MAIL timed out")),
                row("MAIL", "garbage", deferred("MAIL")),
                row("MAIL", "354 What for?", deferred("MAIL out of step: 354")),
                row("RCPT", "450 4.2.0 Greylisted", deferred("RCPT 450 4.2.0 Greylisted")),
                row("RCPT", "451 4.7.1 Greylisting in action", deferred("RCPT 451 4.7.1")),
                row("RCPT", "452 4.2.2 Mailbox full", deferred("RCPT 452 4.2.2")),
                row("RCPT", "421 4.7.0 Too fast", deferred("RCPT 421 4.7.0 Too fast")),
                row("RCPT", "550 5.1.1 No such user", rejected("RCPT 550 5.1.1 No such user")),
                row("RCPT", "550-5.1.1 The account\r\n550-5.1.1 does not\r\n550 5.1.1 exist",
                        rejected("RCPT 550 5.1.1 The account does not exist")),
                row("RCPT", "550 No such user", rejected("RCPT 550 No such user")),
                row("RCPT", "550 5.1.1 <ivan.petrov@example.test>: unknown",
                        rejected("RCPT 550 5.1.1 <address>: unknown")),
                row("RCPT", "550 5.1.1 ivan.petrov unknown", rejected("RCPT 550 5.1.1 <address> unknown")),
                row("RCPT", CLOSE, deferred("RCPT connection closed")),
                row("RCPT", SILENCE, deferred("RCPT timed out")),
                row("DATA", "451 4.3.0 Try later", deferred("DATA 451 4.3.0 Try later")),
                row("DATA", "554 5.5.1 No valid recipients", rejected("DATA 554 5.5.1 No valid recipients")),
                row("DATA", "250 Already?", deferred("DATA out of step: 250")),
                row("DATA", "421 4.4.2 Bye", deferred("DATA 421 4.4.2 Bye")),
                row("DATA", CLOSE, deferred("DATA connection closed")),
                row("DATA", SILENCE, deferred("DATA timed out")),
                // Once the final dot may have been written, only an answer tells.
                row("END", "250 2.0.0 Ok: queued as 4XyZ9q1", ACCEPTED),
                row("END", "250 OK id=1tABcd-0000Xy-2Z", new Outcome.Accepted("1tABcd-0000Xy-2Z")),
                row("END", "250 Ok", new Outcome.Accepted(null)),
                row("END", "451 4.3.0 Queue full", deferred("END 451 4.3.0 Queue full")),
                row("END", "421 4.3.0 Shutting down", deferred("END 421 4.3.0 Shutting down")),
                row("END", "554 5.7.1 Spam", rejected("END 554 5.7.1 Spam")),
                row("END", CLOSE, new Outcome.Uncertain("END connection closed")),
                row("END", SILENCE, new Outcome.Uncertain("END timed out")),
                row("END", "354 What?", new Outcome.Uncertain("END out of step: 354")),
                row("END", "Thanks!", new Outcome.Uncertain("END connection closed")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("answers")
    void answersByThePhaseAndTheNextMailGoesOut(String verb, String answer, Outcome expected) {
        waitLittleFor(answer);
        server.answer(verb, answer);

        isLike(connection.handOver(MAIL), expected);
        assertThat(connection.handOver(MAIL)).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("answers")
    void answersTheSameOnAConnectionInUse(String verb, String answer, Outcome expected) {
        waitLittleFor(answer);
        connection.handOver(MAIL);
        server.answer(verb, answer);
        Outcome outcome = connection.handOver(MAIL);

        boolean mendedByReconnecting = verb.equals("GREETING")
                || (verb.equals("MAIL") && !answer.startsWith("45") && !answer.startsWith("5"));
        isLike(outcome, mendedByReconnecting ? ACCEPTED : expected);
        assertThat(connection.handOver(MAIL)).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("answers")
    void answersTheSameWhenAllIsSentAtOnce(String verb, String answer, Outcome expected) {
        waitLittleFor(answer);
        server.offer("PIPELINING").answer(verb, answer);

        isLike(connection.handOver(MAIL), expected);
        assertThat(connection.handOver(MAIL)).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"550 5.1.1 Unknown", "450 4.2.0 Greylisted", "554 5.7.1 Blocked"})
    void aRefusedRecipientCostsNoConnection(String refusal) {
        server.answer("RCPT", refusal, refusal, refusal);
        for (int i = 0; i < 3; i++) {
            connection.handOver(MAIL);
        }
        assertThat(connection.handOver(MAIL)).isEqualTo(ACCEPTED);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(Collections.frequency(server.commands(), "RSET")).isEqualTo(3);
    }

    @Test
    void writesTheBytesAsTheyAre() {
        connection.handOver(MAIL);

        assertThat(server.messages()).containsExactly(new String(MAIL.bytes(), StandardCharsets.UTF_8));
        assertThat(server.commands()).containsExactly("EHLO clinic.test", "MAIL FROM:<b+7.1.x@bounces.clinic.test>",
                "RCPT TO:<ivan.petrov@example.test>", "DATA", ".");
    }

    @Test
    void uncertainWhenTheRelayStopsReadingTheText() {
        waitLittleFor(SILENCE);
        server.answer("DATA", ScriptedSmtpServer.DEAF);
        byte[] large = "Subject: large\r\n\r\n".concat("0123456789\r\n".repeat(15_000))
                .getBytes(StandardCharsets.UTF_8);

        assertThat(connection.handOver(new Email("b@bounces.clinic.test", "anna@example.test", large)))
                .isEqualTo(new Outcome.Uncertain("END timed out"));
    }

    @Test
    void opensAgainAfterTheRelayClosedAnIdleConnection() {
        connection.handOver(MAIL);
        server.hangUp();

        assertThat(connection.handOver(MAIL)).isEqualTo(ACCEPTED);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void opensAgainWhenTheRelayHasHadEnoughOfAConnection() {
        connection.handOver(MAIL);
        server.answer("MAIL", "421 4.7.0 Too many messages on this connection");

        assertThat(connection.handOver(MAIL)).isEqualTo(ACCEPTED);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void asksOnlyOnceWhenANewConnectionIsTurnedAwayToo() {
        connection.handOver(MAIL);
        server.answer("MAIL", "421 4.7.0 Enough", "421 4.7.0 Enough");

        isLike(connection.handOver(MAIL), deferred("MAIL 421 4.7.0 Enough"));
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void unavailableWhenNobodyListens() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (MailConnection nowhere = Relays.at(free).connect()) {
            isLike(nowhere.handOver(MAIL), unavailable("CONNECT "));
        }
    }

    @Test
    void asksForUtf8OnlyWhereALocalPartNeedsIt() {
        server.answer("EHLO", "250-mx.test\r\n250 SMTPUTF8");

        assertThat(connection.handOver(Relays.mailTo("иван@xn--e1aybc.test"))).isEqualTo(ACCEPTED);
        assertThat(connection.handOver(MAIL)).isEqualTo(ACCEPTED);

        assertThat(server.commands()).contains("MAIL FROM:<b+7.1.x@bounces.clinic.test> SMTPUTF8",
                "RCPT TO:<иван@xn--e1aybc.test>", "MAIL FROM:<b+7.1.x@bounces.clinic.test>");
    }

    @Test
    void rejectedWithoutADialogueWhenTheRelayHasNoUtf8() {
        assertThat(connection.handOver(Relays.mailTo("иван@xn--e1aybc.test")))
                .isEqualTo(new Outcome.Rejected("RCPT 553 5.6.7 the relay offers no SMTPUTF8"));
        assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "a@", "@b.test", "no-at", "a@b@c.test", "a b@c.test",
            "a@c.test>\r\nRCPT TO:<x@y.test",
            "a@c .test", "a\u0000@c.test", "\"a\"@c.test", "a@клиника.test", "a\ud800@c.test", "<a@c.test"})
    void rejectedBeforeTheWireWhenTheAddressIsNone(String to) {
        assertThat(connection.handOver(Relays.mailTo(to))).isInstanceOf(Outcome.Rejected.class);
        assertThat(server.connections()).isZero();
    }

    private void waitLittleFor(String answer) {
        if (answer.equals(SILENCE)) {
            connection = Relays.at(server.port(), Duration.ofSeconds(1)).connect();
        }
    }

    private static void isLike(Outcome outcome, Outcome expected) {
        assertThat(outcome).hasSameClassAs(expected);
        assertThat(outcome.toString())
                .startsWith(expected.toString().replaceFirst("(, signal=\\w+)?(, delay=\\w+)?]$", ""));
    }

    private static Arguments row(String verb, String answer, Outcome expected) {
        return Arguments.of(verb, answer, expected);
    }

    private static Outcome unavailable(String reason) {
        return new Outcome.Unavailable(reason);
    }

    private static Outcome deferred(String reason) {
        return new Outcome.Deferred(reason, null);
    }

    private static Outcome rejected(String reason) {
        return new Outcome.Rejected(reason);
    }
}
