package vestnik.receipt.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BounceReaderTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            yandex-no-such-user          | anna@mail.test failed 5.1.1 USER_UNKNOWN
            yandex-full                  | anna@yandex.test failed 5.2.2 MAILBOX_FULL
            yandex-spam                  | anna@yandex.test failed 5.7.1 SPAM_DETECTED
            mailru-not-found             | anna@mail.test failed USER_UNKNOWN
            mailru-disabled              | anna@mail.test failed SUSPENDED
            exim-windows-1251-undeclared | anna@mail.test failed USER_UNKNOWN
            exchange-russian             | anna@corp.test failed 5.1.10 USER_UNKNOWN
            exchange-russian-full        | anna@corp.test failed 5.2.2 MAILBOX_FULL
            qmail-two                    | anna@mail.test failed 5.1.1 USER_UNKNOWN, boris@mail.test failed 5.7.1 BLOCKED
            no-such-domain               | anna@nowhere.test failed 5.4.4 HOST_UNKNOWN
            delayed                      | anna@mail.test delayed 4.1.1 USER_UNKNOWN
            delivered                    | anna@mail.test delivered, boris@mail.test passed on, vera@mail.test passed on
            mailru-complaint             | anna@mail.test reported abuse
            yandex-complaint-redacted    | null reported abuse
            dmarc-failure                | anna@mail.test reported auth-failure
            vacation-russian             | ''
            out-of-office                | ''
            reply-of-a-person            | ''
            unsubscribe-by-mail          | ''
            """)
    void reads(String mail, String sayings) {
        assertThat(BounceReader.read(Samples.bytes(mail)).sayings().stream().map(BounceReaderTest::told)
                .collect(Collectors.joining(", "))).isEqualTo(sayings);
    }

    @Test
    void findsWhatNamesOurMessage() {
        assertThat(BounceReader.read(Samples.bytes("yandex-no-such-user"))).satisfies(mail -> {
            assertThat(mail.addressedTo()).containsExactly("b+7.12.abcdefghijklmnop@bounce.clinic.test");
            assertThat(mail.originalIds()).containsExactly("7.12.abcdefghijklmnop@clinic.test");
        });
        for (String mail : List.of("mailru-not-found", "qmail-two", "mailru-complaint", "yandex-complaint-redacted",
                "exchange-russian")) {
            assertThat(BounceReader.read(Samples.bytes(mail)).originalIds()).as(mail)
                    .containsExactly("7.12.abcdefghijklmnop@clinic.test");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yandex-no-such-user", "mailru-complaint", "exchange-russian", "qmail-two"})
    void isCalmAboutWhatBreaksOffAnywhere(String name) {
        byte[] mail = Samples.bytes(name);
        for (int length = 0; length < mail.length; length += 7) {
            BounceReader.read(Arrays.copyOf(mail, length));
        }
    }

    @Test
    void understandsAReportThatBreaksOffBehindItsLastBlock() {
        String mail = new String(Samples.bytes("yandex-no-such-user"), StandardCharsets.UTF_8);
        String broken = mail.substring(0, mail.indexOf("--x1\r\nContent-Type: message/rfc822"));

        assertThat(BounceReader.read(broken.getBytes(StandardCharsets.UTF_8)).sayings()).hasSize(1);
    }

    @Test
    void understandsAReportWhoseBoundaryIsAnother() {
        String mail = new String(Samples.bytes("yandex-no-such-user"), StandardCharsets.UTF_8)
                .replace("boundary=\"x1\"", "boundary=\"other\"");

        assertThat(BounceReader.read(mail.getBytes(StandardCharsets.UTF_8)).sayings()).singleElement()
                .satisfies(saying -> assertThat(told(saying)).isEqualTo("anna@mail.test failed 5.1.1 USER_UNKNOWN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "utf-7; charset", "x-unknown", ""})
    void doesNotMindACharsetThatNobodyKnows(String charset) {
        String mail = new String(Samples.bytes("yandex-no-such-user"), StandardCharsets.UTF_8).replace("charset=utf-8",
                "charset=" + charset);

        assertThat(BounceReader.read(mail.getBytes(StandardCharsets.UTF_8)).sayings()).hasSize(1);
    }

    @Test
    void goesOnlySoDeepIntoPartsOfParts() {
        var mail = new StringBuilder("From: mailer-daemon@x.test\r\nSubject: Undelivered\r\n");
        for (int i = 0; i < 5_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=\"b").append(i).append("\"\r\n\r\n--b").append(i)
                    .append("\r\n");
        }

        assertThat(BounceReader.read(mail.toString().getBytes(StandardCharsets.UTF_8))).isNotNull();
    }

    @Test
    void readsOnlyTheStartOfWhatHasNoEnd() {
        String head = "From: mailer-daemon@x.test\r\nSubject: Undelivered\r\n\r\n<anna@mail.test>: 550 5.1.1 user unknown\r\n";
        String mail = head + "all of user@x.test does not exist ".repeat(400_000);

        assertThat(assertQuick(() -> BounceReader.read(mail.getBytes(StandardCharsets.UTF_8))).sayings()).hasSize(1);
    }

    @Test
    void isCalmAboutAHeaderOfManyLines() {
        String mail = "To: x@y.test\r\n".repeat(60_000) + "\r\n";

        assertThat(assertQuick(() -> BounceReader.read(mail.getBytes(StandardCharsets.UTF_8))).addressedTo())
                .containsExactly("x@y.test");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"'\n'", "' '", "'\n '", "'<style'", "'<'", "'>>> DATA '", "'a@b.test '", "'\na@b.test: 550 5.1.1 '",
            "'550-'",
            "'5.1.1.'", "'Received:'", "'\nFinal-Recipient: rfc822; a@b.test'", "'\nFinal-Recipient: x\n '", "'user '",
            "'\nFrom '",
            "'in reply to '", "'\n>'", "'{\"notificationType\":'", "'--x\n\n'"})
    void isCalmAboutWhatIsRepeatedWithoutEnd(String text) {
        for (String type : List.of("text/plain", "text/html", "message/delivery-status", "message/rfc822",
                "message/feedback-report", "multipart/mixed; boundary=x")) {
            String mail = "From: mailer-daemon@x.test\r\nSubject: Undelivered\r\nContent-Type: " + type
                    + "\r\n\r\nerror " + text.repeat((1 << 19) / text.length());
            assertThat(assertQuick(() -> BounceReader.read(mail.getBytes(StandardCharsets.UTF_8)))).isNotNull();
        }
    }

    @Test
    void isCalmAboutAnyBytes() {
        var random = new Random(25);
        byte[] model = Samples.bytes("exchange-russian");
        for (int i = 0; i < 500; i++) {
            byte[] mail = model.clone();
            for (int j = 0; j < 1 + i % 40; j++) {
                mail[random.nextInt(mail.length)] = (byte) random.nextInt(256);
            }
            assertThat(BounceReader.read(mail)).isNotNull();
        }
    }

    private static ReturnedMail assertQuick(Supplier<ReturnedMail> reading) {
        return assertTimeout(Duration.ofSeconds(20), reading::get);
    }

    private static String told(Saying saying) {
        return saying.recipient() + switch (saying) {
            case Saying.Failed failed -> " failed " + status(failed.status()) + failed.reason();
            case Saying.Delayed delayed -> " delayed " + status(delayed.status()) + delayed.reason();
            case Saying.Delivered _ -> " delivered";
            case Saying.PassedOn _ -> " passed on";
            case Saying.Asked _ -> " asked";
            case Saying.Reported reported -> " reported " + reported.feedback().type();
        };
    }

    private static String status(String status) {
        return status.isEmpty() ? "" : status + " ";
    }
}
