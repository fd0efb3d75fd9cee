package vestnik.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.channel.email.ScriptedSmtpServer.CLOSE;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vestnik.channel.Outcome;
import vestnik.channel.Signal;

/// Every row of our table of SMTP replies, over the wire: which signal it gives, and whether the message is kept for later.
class SmtpTableTest {

    private static final Email MAIL = Relays.mailTo("ivan.petrov@example.test");
    private static final Duration HOUR = Duration.ofHours(1);

    static Stream<Arguments> rows() {
        return Stream.of(
                row("relay away", "GREETING", "Unavailable", Signal.NONE, null,
                        CLOSE, "421 4.3.2 Too busy", "450 Later"),
                row("421, 4.3.x, 4.4.x, 4.5.3", "RCPT", "Deferred", Signal.HOST_IN_TROUBLE, null,
                        "421 Bye", "421 4.3.0 Shutting down", "451 4.3.0 Try later",
                        "452 4.3.1 Insufficient system storage",
                        "450 4.4.1 Connection timed out", "451 4.4.4 Name service error",
                        "452 4.5.3 Too many recipients"),
                row("421, 4.3.x, 4.4.x in other phases", "END", "Deferred", Signal.HOST_IN_TROUBLE, null,
                        "421 4.4.2 Bye", "451 4.3.0 Queue full"),
                row("connection lost before the text", "RCPT", "Deferred", Signal.HOST_IN_TROUBLE, null, CLOSE),
                row("greylisting", "RCPT", "Deferred", Signal.GREYLISTED, Duration.ofMinutes(10),
                        "450 4.7.1 Try again later", "451 4.7.1 Greylisting in action", "450 4.2.0 Greylisted",
                        "451 4.2.0 Try again", "450 Greylisted for 300 seconds", "451 Адрес в сером списке"),
                row("too fast", "RCPT", "Deferred", Signal.TOO_FAST, Duration.ofMinutes(15),
                        "421 4.7.0 Try again later", "421 4.7.28 Unusual rate of mail", "450 4.7.28 No",
                        "550 5.2.1 The user you are trying to contact is receiving mail too fast",
                        "550-5.2.1 The user you are trying to contact is receiving mail at a rate that\r\n550 5.2.1 prevents",
                        "451 4.7.1 Слишком много сообщений"),
                row("our DNS or authentication, for now", "RCPT", "Deferred", Signal.SENDER_UNPROVEN, HOUR,
                        "450 4.7.23 No", "450 4.7.26 No", "421 4.7.27 No", "450 4.7.29 No", "450 4.7.30 No",
                        "450 4.7.31 No", "450 4.7.32 No"),
                row("our DNS or authentication, for good", "END", "Deferred", Signal.SENDER_UNPROVEN, HOUR,
                        "550 5.7.25 No", "550 5.7.26 This mail is unauthenticated", "550 5.7.27 No", "550 5.7.28 No",
                        "550 5.7.29 No", "550 5.7.30 No", "550 5.7.515 Access denied, sending domain",
                        "550 5.7.1 Email rejected per DMARC policy"),
                row("our sender refused", "MAIL", "Deferred", Signal.SENDER_UNPROVEN, HOUR,
                        "550 5.1.8 Sender address rejected: Domain not found", "550 5.7.1 Not you", "553 No",
                        "550 5.1.1 User unknown"),
                row("not relayed for us", "RCPT", "Deferred", Signal.SENDER_UNPROVEN, HOUR,
                        "554 5.7.1 Relay access denied", "454 4.7.1 Relay access denied"),
                row("spam or blocklist", "END", "Rejected", Signal.TAKEN_FOR_SPAM, null,
                        "554 5.7.1 Message rejected under suspicion of SPAM",
                        "554 5.7.1 Blocked using zen.spamhaus.org",
                        "550 spam message rejected", "550-5.7.1 very low reputation\r\n550 5.7.1 of the domain",
                        "554 Сообщение похоже на спам"),
                row("spam or blocklist, for now", "RCPT", "Deferred", Signal.TAKEN_FOR_SPAM, HOUR,
                        "450 4.7.1 Blocked using zen.spamhaus.org"),
                row("no such user", "RCPT", "Rejected", Signal.ADDRESS_UNKNOWN, null,
                        "550 5.1.1 No such user here", "551 5.1.6 Moved", "550 5.1.10 RESOLVER.ADR.RecipientNotFound",
                        "550 5.0.0 User unknown", "550 5.4.1 Recipient address rejected: user unknown",
                        "550 5.5.0 Unknown recipient", "450 4.1.1 Recipient address rejected: User unknown",
                        "550 Нет такого пользователя", "550 5.1.1 <ivan.petrov@example.test>: unknown user"),
                row("no such domain", "RCPT", "Rejected", Signal.DOMAIN_UNKNOWN, null,
                        "550 5.1.2 Host unknown", "550 5.4.4 Unable to route: domain does not exist",
                        "556 5.1.10 Recipient address has null MX"),
                row("mailbox full, for now", "RCPT", "Deferred", Signal.MAILBOX_UNUSABLE, HOUR,
                        "452 4.2.2 Mailbox full", "452 4.2.2 Over quota"),
                row("mailbox full or disabled", "RCPT", "Rejected", Signal.MAILBOX_UNUSABLE, null,
                        "552 5.2.2 Mailbox size limit exceeded", "550 5.2.1 Account disabled", "550 5.2.1 No",
                        "550 5.1.1 Mailbox is full"),
                row("our message is at fault", "END", "Rejected", Signal.MESSAGE_AT_FAULT, null,
                        "552 5.3.4 Message too big", "552 5.2.3 Message exceeds fixed size",
                        "554 5.6.0 Malformed message",
                        "554 5.6.1 No"),
                row("SMTPUTF8 not possible there", "RCPT", "Rejected", Signal.NONE, null, "553 5.6.7 No"),
                row("sign-in", "MAIL", "Unavailable", Signal.LOCKED_OUT, null,
                        "530 5.7.0 Must issue a STARTTLS command first", "530 5.7.1 Authentication required",
                        "535 5.7.8 Bad credentials", "534 5.7.9 Too weak", "454 4.7.0 Temporary authentication failure",
                        "454 TLS not available"),
                row("turned away at the door", "GREETING", "Unavailable", Signal.LOCKED_OUT, null,
                        "554 5.7.1 You are listed", "550 No"),
                row("connection lost after the final dot", "END", "Uncertain", Signal.NONE, null, CLOSE, "garbage"),
                row("not in the table: policy", "END", "Rejected", Signal.NONE, null, "554 5.7.1 Policy rejection"),
                row("not in the table: user unknown after the text", "END", "Rejected", Signal.NONE, null,
                        "550 5.1.1 User unknown"),
                row("not in the table: no more is said", "RCPT", "Rejected", Signal.NONE, null, "550 No",
                        "554 5.0.0 No"),
                row("not in the table: no more is said, for now", "RCPT", "Deferred", Signal.NONE, null, "451 No"))
                .flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("rows")
    void answers(String row, String verb, String reply, String outcome, Signal signal, @Nullable Duration delay)
            throws IOException {
        try (var server = new ScriptedSmtpServer().offer("PIPELINING");
                MailConnection connection = Relays.at(server.port()).connect()) {
            server.answer(verb, reply);
            assertThat(Said.of(connection.handOver(MAIL))).isEqualTo(new Said(outcome, signal, delay));
        }
    }

    private record Said(String outcome, Signal signal, @Nullable Duration delay) {

        static Said of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Accepted _ -> new Said("Accepted", Signal.NONE, null);
                case Outcome.Deferred deferred -> new Said("Deferred", deferred.signal(), deferred.delay());
                case Outcome.Unavailable unavailable -> new Said("Unavailable", unavailable.signal(), null);
                case Outcome.Rejected rejected -> new Said("Rejected", rejected.signal(), null);
                case Outcome.Uncertain _ -> new Said("Uncertain", Signal.NONE, null);
            };
        }
    }

    private static Stream<Arguments> row(String name, String verb, String outcome, Signal signal,
            @Nullable Duration delay, String... replies) {
        return Arrays.stream(replies).map(reply -> Arguments.of(name, verb, reply, outcome, signal, delay));
    }
}
