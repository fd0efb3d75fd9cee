package vestnik.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// Which keys are taken, and how a wrong one is told.
class DkimSettingsTest {

    private static final String KEY = DkimKeys.pem(DkimKeys.RSA.getPrivate());

    private final ApplicationContextRunner complete = new ApplicationContextRunner()
            .withUserConfiguration(Bound.class)
            .withPropertyValues("vestnik.email.transactional=reception@clinic.test",
                    "vestnik.email.promotional=news@clinic.test", "vestnik.email.sender-name=Clinic",
                    "vestnik.email.bounce-domain=bounces.clinic.test", "vestnik.email.bounce-key=" + Settings.KEY,
                    "vestnik.email.dkim.main.domain=clinic.test", "vestnik.email.dkim.main.selector=s1",
                    "vestnik.email.dkim.main.private-key=" + KEY);

    @EnableConfigurationProperties(EmailSettings.class)
    static class Bound {}

    @Test
    void keepsTheKeyToItself() {
        complete.run(context -> assertThat(context.getBean(EmailSettings.class).dkim()).hasToString(
                "{main=DkimSettings[clinic.test, s1]}"));
    }

    @ParameterizedTest
    @CsvSource({"domain, ''", "domain, a@clinic.test", "selector, ''", "selector, a b", "selector, -a",
            "private-key-file, /also/a/file", "no-such-setting, x"})
    void refusesToStartOtherwise(String key, String value) {
        complete.withPropertyValues("vestnik.email.dkim.main." + key + "=" + value)
                .run(context -> assertThat(context).hasFailed());
    }

    @ParameterizedTest
    @MethodSource
    void readsAKeyAsToolsWriteIt(String how, String pem) {
        assertThat(RsaKey.parse(pem)).as(how).isEqualTo(DkimKeys.RSA.getPrivate());
    }

    static Stream<Arguments> readsAKeyAsToolsWriteIt() {
        return Stream.of(Arguments.of("openssl genpkey", KEY),
                Arguments.of("openssl genrsa -traditional", DkimKeys.pem("RSA PRIVATE KEY", pkcs1())),
                Arguments.of("one line of an environment file", KEY.replace("\r", "").replace("\n", "\\n")),
                Arguments.of("with words above", "Bag Attributes: none\n" + KEY));
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhatIsWrongWithAKeyAndNothingOfIt(String pem, String reason) {
        var settings = Settings.signed(Map.of("main", DkimKeys.settings("clinic.test", pem)));

        assertThatThrownBy(() -> new EmailComposer(settings))
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, refused -> {
                    assertThat(refused.getName()).isEqualTo("vestnik.email.dkim.main.private-key");
                    assertThat(refused.getReason()).contains(reason);
                    assertThat(refused.getValue()).isNull();
                });
    }

    static Stream<Arguments> tellsWhatIsWrongWithAKeyAndNothingOfIt() {
        return Stream.of(
                Arguments.of(DkimKeys.pem(DkimKeys.generate("RSA", 1024).getPrivate()), "at least 2048 bits, not 1024"),
                Arguments.of(DkimKeys.pem(DkimKeys.generate("EC", 256).getPrivate()), "is no RSA key"),
                Arguments.of(DkimKeys.pem("PUBLIC KEY", DkimKeys.RSA.getPublic().getEncoded()),
                        "must be a private RSA key, not a PUBLIC KEY"),
                Arguments.of(KEY.replace("PRIVATE", "ENCRYPTED PRIVATE"), "not a ENCRYPTED PRIVATE KEY"),
                Arguments.of(KEY.substring(0, 200), "is no PEM"),
                Arguments.of("secret", "is no PEM"),
                Arguments.of(DkimKeys.pem("PRIVATE KEY", new byte[]{1, 2, 3}), "is no RSA key"));
    }

    @Test
    void readsTheKeyFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("dkim.pem"), KEY);

        assertThat(new DkimSigners(Map.of("main", new DkimSettings("clinic.test", "s1", null, file)),
                RsaSignatures.fastest()).of("clinic.test")).isNotNull();
    }

    @Test
    void tellsThatTheFileIsNotThere(@TempDir Path folder) {
        var missing = new DkimSettings("clinic.test", "s1", null, folder.resolve("none.pem"));

        assertThatThrownBy(() -> new EmailComposer(Settings.signed(Map.of("main", missing))))
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, refused -> assertThat(
                        refused.getName()).isEqualTo("vestnik.email.dkim.main.private-key-file"));
    }

    @ParameterizedTest
    @CsvSource({"clinic.test, clinic.test", "news.clinic.test, news.clinic.test",
            "deep.news.clinic.test, news.clinic.test",
            "other.clinic.test, clinic.test", "CLINIC.test, clinic.test", "xclinic.test, ", "test, "})
    void theClosestKeySigns(String from, String domain) {
        var keys = new LinkedHashMap<String, DkimSettings>();
        keys.put("all", DkimKeys.settings("clinic.test"));
        keys.put("news", DkimKeys.settings("news.clinic.test"));
        DkimSigner signer = new DkimSigners(keys, RsaSignatures.fastest()).of(from);

        assertThat(signer == null ? null : signer.domain()).isEqualTo(domain);
    }

    @Test
    void signsForADomainWrittenInUnicode() {
        var signers = new DkimSigners(Map.of("main", DkimKeys.settings("клиника.рф")), RsaSignatures.fastest());

        assertThat(signers.of("xn--80apagcdp.xn--p1ai")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"other.test, No sender address", "clinic.test.test, No sender address"})
    void refusesAKeyThatSignsNothing(String domain, String reason) {
        var settings = Settings.signed(Map.of("main", DkimKeys.settings(domain)));

        assertThatThrownBy(() -> new EmailComposer(settings)).hasMessageContaining(domain).isInstanceOfSatisfying(
                InvalidConfigurationPropertyValueException.class,
                refused -> assertThat(refused.getReason()).contains(reason));
    }

    @Test
    void refusesTwoKeysForOneDomain() {
        var settings = Settings.signed(Map.of("a", DkimKeys.settings("clinic.test"), "b",
                DkimKeys.settings("Clinic.Test")));

        assertThatThrownBy(() -> new EmailComposer(settings)).isInstanceOfSatisfying(
                InvalidConfigurationPropertyValueException.class,
                refused -> assertThat(refused.getReason()).contains("Another key"));
    }

    /// PKCS #8 is 26 bytes around PKCS #1 for a key of this size.
    private static byte[] pkcs1() {
        byte[] pkcs8 = DkimKeys.RSA.getPrivate().getEncoded();
        assertThat(DkimKeys.RSA.getPrivate()).isInstanceOf(RSAPrivateCrtKey.class);
        return Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    }
}
