package vestnik.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Security;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vestnik.template.EmailContent;
import vestnik.vocabulary.Purpose;

/// Signatures of ours, verified by Apache James.
class DkimSignerTest {

    private static final Instant DATE = Instant.parse("2026-11-18T09:00:05Z");
    private static final EmailContent LONG_RUSSIAN = EmailContent.of(
            "Напоминаем: Вас ждут в среду, 25 ноября, в 10:30, в клинике «Здоровье» на Новослободской улице",
            "<!doctype html>\n<html lang=\"ru\"><body><p>Уважаемая  Анна Петровна,\tждём вас.</p>\n.<br> \n\n</body></html>\n\n\n",
            "Уважаемая Анна Петровна,  \nждём вас 25.11 в 10:30.\t\n.\n\n\n");

    private final EmailComposer composer = new EmailComposer(
            Settings.signed(Map.of("clinic", DkimKeys.settings("clinic.test"))));

    @ParameterizedTest
    @EnumSource
    void verifiesForEveryPurposeAndSignsAllThatSendersMustSign(Purpose purpose) throws Exception {
        SignatureRecord signature = verify(compose(purpose, LONG_RUSSIAN));

        assertThat(signature.getDToken()).hasToString("clinic.test");
        assertThat(signature.getSelector()).hasToString("vestnik");
        assertThat(signature.getHeaderCanonicalisationMethod()).isEqualTo("relaxed");
        assertThat(signature.getBodyCanonicalisationMethod()).isEqualTo("relaxed");
        assertThat(signature.getHashAlgo()).hasToString("sha-256");
        assertThat(signature.getBodyHashLimit()).isEqualTo(-1);
        assertThat(signature.getSignatureTimestamp()).isEqualTo(DATE.getEpochSecond());
        assertThat(signature.getHeaders()).extracting(Object::toString).containsExactlyElementsOf(
                Stream.concat(Stream.of("from", "from", "reply-to", "subject", "date", "to", "mime-version",
                        "content-type", "content-language", "message-id", "feedback-id"),
                        purpose.needsConsent()
                                ? Stream.of("list-unsubscribe", "list-unsubscribe-post")
                                : Stream.empty())
                        .toList());
    }

    @Test
    void standsOnTopInShortLinesAndChangesNothingBelow() {
        byte[] unsigned = new EmailComposer(Settings.signed(Map.of())).compose(draft(Purpose.PROMOTION, LONG_RUSSIAN))
                .bytes();
        String signed = text(compose(Purpose.PROMOTION, LONG_RUSSIAN));

        assertThat(signed).startsWith("DKIM-Signature: v=1; ").endsWith("\r\n" + text(unsigned));
        assertThat(signed).isASCII();
        assertThat(signed.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
    }

    @Test
    void isTheSameAtEveryRetry() {
        assertThat(compose(Purpose.PROMOTION, LONG_RUSSIAN)).isEqualTo(compose(Purpose.PROMOTION, LONG_RUSSIAN));
    }

    /// What relays do on the way, and what nobody may do.
    static Stream<Arguments> changes() {
        return Stream.of(
                change("nothing", true, mail -> mail),
                change("a subject unfolded", true, mail -> mail.replace("?=\r\n =?", "?= =?")),
                change("a header folded elsewhere", true, mail -> mail.replace("List-Unsubscribe-Post: ",
                        "List-Unsubscribe-Post:\r\n\t ")),
                change("names in another case", true, mail -> mail.replace("Subject:", "SUBJECT :")),
                change("empty lines at the end", true, mail -> mail + "\r\n \r\n\r\n"),
                change("spaces at the end of a line", true, mail -> mail.replace("--=_vestnik\r\n",
                        "--=_vestnik \t\r\n")),
                change("a header above", true, mail -> "Received: by relay.test\r\n" + mail),
                change("another From above", false, mail -> "From: evil@x.test\r\n" + mail),
                change("another subject", false, mail -> mail.replace("Subject: ", "Subject: Re: ")),
                change("another recipient", false, mail -> mail.replace("To: anna@", "To: olga@")),
                change("another way out", false, mail -> mail.replace("/u/AbC", "/u/AbD")),
                change("no way out", false, mail -> mail.replaceFirst("List-Unsubscribe-Post: .*\r\n", "")),
                change("another campaign", false, mail -> mail.replace("Feedback-ID: 7:", "Feedback-ID: 8:")),
                change("another text", false, mail -> mail.replaceFirst("(?s)\r\n\r\n--=_vestnik", "\r\n\r\nx\r\n$0")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void survivesWhatRelaysDoAndNothingElse(String change, boolean survives, UnaryOperator<String> onTheWay) {
        byte[] changed = onTheWay.apply(text(compose(Purpose.PROMOTION, LONG_RUSSIAN)))
                .getBytes(StandardCharsets.UTF_8);

        if (survives) {
            assertThat(verify(changed)).isNotNull();
        } else {
            assertThatThrownBy(() -> verify(changed)).hasRootCauseInstanceOf(FailException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a\r\n", "a \t b \r\n\r\n \r\n", "\r\n\r\n a\r\n.\r\n", "\ta\r\n\r\n\r\nb  \r\n"})
    void verifiesAnyBody(String body) {
        byte[] mail = ("From: a@clinic.test\r\nSubject:  two  spaces \r\n\tand  a fold\r\nTo:b@x.test\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);

        assertThat(verify(signer("clinic.test", RsaSignatures.fastest()).sign(mail, DATE))).isNotNull();
    }

    /// The value that RFC 6376, 3.4.4 gives; Apache James hashes one line end instead.
    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "\r\n\r\n\r\n", " \t\r\n"})
    void hashesABodyThatSaysNothingAsTheStandardSays(String body) {
        byte[] mail = ("From: a@clinic.test\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);

        assertThat(text(signer("clinic.test", RsaSignatures.fastest()).sign(mail, DATE)))
                .contains(" bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;");
    }

    @Test
    void verifiesAHeaderInUtf8() {
        byte[] mail = "From: a@clinic.test\r\nSubject: x\r\nTo: иван@x.test\r\n\r\nbody\r\n"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(verify(signer("clinic.test", RsaSignatures.fastest()).sign(mail, DATE))).isNotNull();
    }

    @Test
    void signsAlikeWithTheJdkWhereTheNativeLibraryDoesNotLoad() {
        byte[] mail = "From: a@clinic.test\r\n\r\nbody\r\n".getBytes(StandardCharsets.UTF_8);
        Provider jdk = Security.getProvider("SunRsaSign");

        assertThat(signer("clinic.test", jdk).sign(mail, DATE))
                .isEqualTo(signer("clinic.test", RsaSignatures.fastest()).sign(mail, DATE));
    }

    @Test
    void takesTheNativeLibraryWhereItLoads() {
        var corretto = AmazonCorrettoCryptoProvider.INSTANCE;

        assertThat(RsaSignatures.fastest().getName())
                .isEqualTo(corretto.getLoadingError() == null ? corretto.getName() : "SunRsaSign");
    }

    @Test
    void servesManyThreadsAtOnce() throws Exception {
        byte[] expected = compose(Purpose.PROMOTION, LONG_RUSSIAN);
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<byte[]> compose = () -> compose(Purpose.PROMOTION, LONG_RUSSIAN);
            for (var composed : threads.invokeAll(IntStream.range(0, 64).mapToObj(_ -> compose).toList())) {
                assertThat(composed.get()).isEqualTo(expected);
            }
        }
    }

    private byte[] compose(Purpose purpose, EmailContent content) {
        return composer.compose(draft(purpose, content)).bytes();
    }

    private static EmailDraft draft(Purpose purpose, EmailContent content) {
        URI unsubscribe = purpose.needsConsent() ? URI.create("https://clinic.test/u/AbC-_1234567890") : null;
        return new EmailDraft("7.12", 7, purpose, "anna@example.test", Locale.of("ru"), content, unsubscribe, DATE);
    }

    private static DkimSigner signer(String domain, Provider provider) {
        return new DkimSigner(domain, "vestnik", new RsaSignatures(DkimKeys.RSA.getPrivate(), provider));
    }

    private static SignatureRecord verify(byte[] mail) {
        var verifier = new DKIMVerifier((methods, selector, domain) -> List.of(DkimKeys.record(DkimKeys.RSA)));
        try {
            return verifier.verify(new ByteArrayInputStream(mail)).getFirst();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static String text(byte[] mail) {
        return new String(mail, StandardCharsets.UTF_8);
    }

    private static Arguments change(String name, boolean survives, UnaryOperator<String> onTheWay) {
        return Arguments.of(name, survives, onTheWay);
    }
}
