package vestnik.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vestnik.template.EmailContent;
import vestnik.vocabulary.Purpose;

/// What is composed, read back by Jakarta Mail.
class EmailComposerTest {

    private static final Instant DATE = Instant.parse("2026-11-18T09:00:05Z");
    private static final URI UNSUBSCRIBE = URI.create("https://clinic.test/u/AbC-_1234567890");
    private static final EmailContent RUSSIAN = EmailContent.of("Напоминаем: вас ждут в среду, 25 ноября",
            "<!doctype html>\n<html lang=\"ru\"><body><p>Уважаемая Анна Петровна, ждём вас.</p>\n.<br></body></html>\n",
            "Уважаемая Анна Петровна,\nждём вас 25.11 в 10:30.\n.\n");
    private static final EmailContent ENGLISH = EmailContent.of("Your visit on Wednesday, 25 November",
            "<!doctype html>\n<html lang=\"en\"><body><p style=\"a=b\">Dear Anna, see you — soon. 10€</p></body></html>\n",
            "Dear Anna,\nsee you on 25 Nov at 10:30. \n.\nhttps://clinic.test/u/AbC-_1234567890?a=b\n");

    private final EmailComposer composer = new EmailComposer(Settings.with(null));

    static Stream<Arguments> everyPurposeInBothLanguages() {
        return Stream.of(Purpose.values()).flatMap(purpose -> Stream.of(Arguments.of(purpose, "ru", RUSSIAN),
                Arguments.of(purpose, "en", ENGLISH)));
    }

    @ParameterizedTest
    @MethodSource("everyPurposeInBothLanguages")
    void carriesTheHeadersOfItsKind(Purpose purpose, String language, EmailContent content) throws Exception {
        Email email = composer.compose(draft(purpose, "anna@example.test", language, content));
        MimeMessage mail = parse(email);
        boolean marketing = purpose.needsConsent();
        String from = marketing ? "news@clinic.test" : "reception@clinic.test";

        assertThat(mail.getFrom()).containsExactly(new InternetAddress(from, "Клиника «Здоровье»", "UTF-8"));
        assertThat(mail.getReplyTo()).containsExactly(new InternetAddress("office@clinic.test"));
        assertThat(mail.getHeader("To")).containsExactly("anna@example.test");
        assertThat(mail.getSubject()).isEqualTo(content.subject());
        assertThat(mail.getSentDate()).isEqualTo(DATE);
        assertThat(mail.getHeader("Date")).containsExactly("Wed, 18 Nov 2026 09:00:05 +0000");
        assertThat(mail.getMessageID()).matches("<7\\.12\\.[a-z2-7]{16}@clinic\\.test>");
        assertThat(mail.getHeader("MIME-Version")).containsExactly("1.0");
        assertThat(mail.getContentLanguage()).containsExactly(language);
        assertThat(mail.getHeader("Feedback-ID")).containsExactly("7:" + purpose.name().toLowerCase(Locale.ROOT) + ":"
                + (marketing ? "promotional" : "transactional") + ":vestnik");
        assertThat(mail.getHeader("List-Unsubscribe"))
                .isEqualTo(marketing ? new String[]{"<" + UNSUBSCRIBE + ">"} : null);
        assertThat(mail.getHeader("List-Unsubscribe-Post"))
                .isEqualTo(marketing ? new String[]{"List-Unsubscribe=One-Click"} : null);
        assertThat(mail.getHeader("Auto-Submitted"))
                .isEqualTo(marketing ? null : new String[]{"auto-generated"});
        for (String once : List.of("From", "Reply-To", "To", "Date", "Message-ID", "Subject", "MIME-Version",
                "Content-Type")) {
            assertThat(mail.getHeader(once)).as(once).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("everyPurposeInBothLanguages")
    void saysTheSameInTextAndHtml(Purpose purpose, String language, EmailContent content) throws Exception {
        MimeMessage mail = parse(composer.compose(draft(purpose, "anna@example.test", language, content)));

        assertThat(mail.isMimeType("multipart/alternative")).isTrue();
        var parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        isPart(parts.getBodyPart(0), "text/plain", content.text().toString());
        isPart(parts.getBodyPart(1), "text/html", content.html().toString());
    }

    private static void isPart(BodyPart part, String type, String text) throws Exception {
        assertThat(part.getContentType()).isEqualTo(type + "; charset=UTF-8");
        assertThat(part.getContent()).isEqualTo(text.replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @MethodSource("everyPurposeInBothLanguages")
    void isSevenBitWithShortLinesThatEndInCrlf(Purpose purpose, String language, EmailContent content) {
        byte[] bytes = composer.compose(draft(purpose, "anna@example.test", language, content)).bytes();
        String text = new String(bytes, StandardCharsets.UTF_8);

        assertThat(text).isASCII().endsWith("\r\n");
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(78));
    }

    @Test
    void isTheSameAtEveryRetry() {
        EmailDraft draft = draft(Purpose.PROMOTION, "anna@example.test", "ru", RUSSIAN);

        assertThat(composer.compose(draft)).usingRecursiveComparison().isEqualTo(new EmailComposer(Settings.with(null))
                .compose(draft));
    }

    @Test
    void bouncesToAnAddressThatNamesTheMessageAndThatNobodyElseCanMake() {
        Email email = composer.compose(draft(Purpose.PROMOTION, "anna@example.test", "ru", RUSSIAN));
        var otherKey = new EmailComposer(Settings.withKey("YW5vdGhlciBrZXkgb2YgdGhpcnR5LXR3byBieXRlcy4uLi4="));

        assertThat(email.envelopeFrom()).matches("b\\+7\\.12\\.[a-z2-7]{16}@bounces\\.clinic\\.test");
        assertThat(otherKey.compose(draft(Purpose.PROMOTION, "anna@example.test", "ru", RUSSIAN)).envelopeFrom())
                .isNotEqualTo(email.envelopeFrom());
        assertThat(new SignedNames(Settings.KEY).of("7.13"))
                .doesNotEndWith(new SignedNames(Settings.KEY).of("7.12").substring(5));
    }

    @Test
    void offersAMailboxToUnsubscribeAsWell() throws Exception {
        var withMailbox = new EmailComposer(Settings.with("unsubscribe@clinic.test"));
        Email email = withMailbox.compose(draft(Purpose.PROMOTION, "anna@example.test", "ru", RUSSIAN));

        assertThat(parse(email).getHeader("List-Unsubscribe", null).replaceAll("\\s+", " ")).matches("<" + UNSUBSCRIBE
                + ">, <mailto:unsubscribe@clinic\\.test\\?subject=7\\.12\\.[a-z2-7]{16}>");
    }

    @ParameterizedTest
    @CsvSource({"anna@клиника.рф, anna@xn--80apagcdp.xn--p1ai", "anna@straße.test, anna@xn--strae-oqa.test",
            "anna@КЛИНИКА.рф, anna@xn--80apagcdp.xn--p1ai", "Anna@Example.Test, Anna@Example.Test",
            "anna@bücher。test, anna@xn--bcher-kva.test"})
    void writesDomainsInALabels(String to, String expected) throws Exception {
        Email email = composer.compose(draft(Purpose.APPOINTMENT, to, "ru", RUSSIAN));

        assertThat(email.to()).isEqualTo(expected);
        assertThat(parse(email).getHeader("To")).containsExactly(expected);
    }

    @Test
    void writesOurOwnDomainsInALabelsToo() throws Exception {
        Email email = new EmailComposer(Settings.inUnicode()).compose(
                draft(Purpose.PROMOTION, "anna@example.test", "ru", RUSSIAN));
        MimeMessage mail = parse(email);

        assertThat(email.envelopeFrom()).endsWith("@b.xn--80apagcdp.xn--p1ai");
        assertThat(mail.getHeader("From", null)).endsWith("<news@xn--80apagcdp.xn--p1ai>");
        assertThat(mail.getHeader("Reply-To", null)).isEqualTo("news@xn--80apagcdp.xn--p1ai");
        assertThat(mail.getMessageID()).endsWith("@xn--80apagcdp.xn--p1ai>");
        assertThat(mail.getHeader("List-Unsubscribe", null)).contains("<mailto:stop@xn--80apagcdp.xn--p1ai?");
        assertThat(mail.getHeader("DKIM-Signature", null)).contains("d=xn--80apagcdp.xn--p1ai;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@x.test\r\nBcc: evil@x.test", "a@x.test\nBcc: evil@x.test", "a@x.test\rBcc: evil@x.test",
            "a@x.test\u0085Bcc: evil@x.test", "a@x.test\u0000\r\n\r\nbody"})
    void cannotBeTalkedIntoAnotherHeaderByAnAddress(String to) throws Exception {
        assertNothingAdded(composer.compose(draft(Purpose.APPOINTMENT, to, "ru", RUSSIAN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Visit\r\nBcc: evil@x.test", "Visit\nBcc: evil@x.test", "Визит\r\nBcc: evil@x.test",
            "Visit\r\n\r\n<html>", "Visit\rBcc: evil@x.test", "Visit\u2028Bcc: evil@x.test",
            "=?UTF-8?B?DQpCY2M6IGVAeC50ZXN0?="})
    void cannotBeTalkedIntoAnotherHeaderByASubject(String subject) throws Exception {
        var content = new EmailContent(subject, ENGLISH.html(), ENGLISH.text());

        Email email = composer.compose(draft(Purpose.APPOINTMENT, "a@x.test", "en", content));

        assertNothingAdded(email);
        assertThat(parse(email).getSubject()).isEqualTo(subject.replaceAll("[\r\n]+", " "));
    }

    @Test
    void cannotBeTalkedIntoAnotherPartByItsContent() throws Exception {
        var content = EmailContent.of("s", "--=_vestnik\r\nContent-Type: text/x-evil\r\n\r\n--=_vestnik--",
                "\r\n--=_vestnik--\r\n");

        MimeMessage mail = parse(composer.compose(draft(Purpose.APPOINTMENT, "a@x.test", "en", content)));

        assertThat(((MimeMultipart) mail.getContent()).getCount()).isEqualTo(2);
    }

    private static void assertNothingAdded(Email email) throws Exception {
        MimeMessage mail = parse(email);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(((MimeMultipart) mail.getContent()).getCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"PROMOTION", "PARTNER", "REVIEW"})
    void marketingWithoutAWayOutIsOurOwnMistake(Purpose purpose) {
        assertThatThrownBy(() -> new EmailDraft("7.12", 7, purpose, "a@x.test", Locale.ENGLISH, ENGLISH, null, DATE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7 12", "7.12\r\nX: y", "7@12", "12345678901234567890123456789012345678901"})
    void referencesHoldNothingThatAHeaderCouldTrip(String reference) {
        assertThatThrownBy(
                () -> new EmailDraft(reference, 7, Purpose.APPOINTMENT, "a@x.test", Locale.ENGLISH, ENGLISH, null,
                        DATE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static EmailDraft draft(Purpose purpose, String to, String language, EmailContent content) {
        URI unsubscribe = purpose.needsConsent() ? UNSUBSCRIBE : null;
        return new EmailDraft("7.12", 7, purpose, to, Locale.of(language), content, unsubscribe, DATE);
    }

    private static MimeMessage parse(Email email) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(email.bytes()));
    }
}
