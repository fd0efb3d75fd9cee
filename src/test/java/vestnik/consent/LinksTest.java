package vestnik.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import vestnik.test.TestClock;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

class LinksTest {

    private static final String KEY_A = key("01234567890123456789012345678901");
    private static final String KEY_B = key("abcdefghijklmnopqrstuvwxyzabcdef");
    private static final LinkTarget TARGET = new LinkTarget(4711, Purpose.PROMOTION, Channel.EMAIL, 12, 345);

    final TestClock clock = new TestClock();
    final Links links = links(Map.of("a", KEY_A), null);

    @Test
    void opensWhatItSealed() {
        var random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            var target = target(random);
            assertThat(links.open(token(links, target))).contains(target);
        }
    }

    @Test
    void opensTheLargestNumbers() {
        var target = new LinkTarget((1L << 40) - 1, Purpose.REVIEW, Channel.SMS, (1L << 32) - 1, Integer.MAX_VALUE);
        assertThat(links.open(token(links, target))).contains(target);
    }

    @Test
    void isShortAndStaysTheSameFromVersionToVersion() {
        assertThat(links.unsubscribe(TARGET))
                .isEqualTo(URI.create("https://clinic.example/u/ohKaaf0aUtoa4u9BuLvG1lYftuZeeKzmfAL3"));
    }

    @Test
    void opensTheConfirmationItSealed() {
        for (long confirmation : new long[]{1, 4711, Long.MAX_VALUE}) {
            assertThat(links.openConfirmation(last(links.confirmation(confirmation)))).contains(confirmation);
            assertThat(links.openCodePage(links.codePage(confirmation))).contains(confirmation);
        }
    }

    @Test
    void aLinkForOneUseOpensNothingForAnother() {
        List<String> tokens = List.of(token(links, TARGET), last(links.confirmation(4711)), links.codePage(4711));
        assertThat(tokens).map(token -> links.open(token).isPresent()).containsExactly(true, false, false);
        assertThat(tokens).map(token -> links.openConfirmation(token).isPresent()).containsExactly(false, true, false);
        assertThat(tokens).map(token -> links.openCodePage(token).isPresent()).containsExactly(false, false, true);
    }

    @Test
    void resemblesNoNeighbour() {
        var neighbour = new LinkTarget(4711, Purpose.PROMOTION, Channel.EMAIL, 12, 346);
        String one = token(links, TARGET).substring(2);
        String other = token(links, neighbour).substring(2);
        assertThat(IntStream.range(0, one.length()).filter(i -> one.charAt(i) == other.charAt(i)).count())
                .isLessThan(8);
    }

    @Test
    void refusesATokenWithAnyBitTurned() {
        byte[] sealed = Base64.getUrlDecoder().decode(token(links, TARGET));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] forged = sealed.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(links.open(Base64.getUrlEncoder().encodeToString(forged))).describedAs("bit %d", bit).isEmpty();
        }
    }

    @Test
    void refusesEveryBeginningOfAToken() {
        String token = token(links, TARGET);
        IntStream.range(0, token.length())
                .forEach(length -> assertThat(links.open(token.substring(0, length))).isEmpty());
        assertThat(links.open(token + "A")).isEmpty();
    }

    @Test
    void refusesTenThousandGuesses() {
        var random = new Random(2);
        byte[] guess = new byte[27];
        for (int i = 0; i < 10_000; i++) {
            random.nextBytes(guess);
            guess[0] = Base64.getUrlDecoder().decode(token(links, TARGET))[0];
            assertThat(links.open(Base64.getUrlEncoder().encodeToString(guess))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ффффффффффффффффффффффффффффффффффффф", "====================================",
            "<script>alert(document.cookie)</scri", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    void refusesWhatIsNoToken(String token) {
        assertThat(links.open(token)).isEmpty();
    }

    @Test
    void livesForAYear() {
        String token = token(links, TARGET);
        clock.advance(Duration.ofDays(365));
        assertThat(links.open(token)).contains(TARGET);
        clock.advance(Duration.ofDays(1));
        assertThat(links.open(token)).isEmpty();
    }

    @Test
    void honoursTheLinksOfAnOlderKey() {
        String old = token(links, TARGET);
        var rotated = links(Map.of("a", KEY_A, "b", KEY_B), "b");
        assertThat(rotated.open(old)).contains(TARGET);
        assertThat(links.open(token(rotated, TARGET))).describedAs("b seals now").isEmpty();
    }

    @Test
    void forgetsTheLinksOfAKeyThatIsGone() {
        assertThat(links(Map.of("b", KEY_B), null).open(token(links, TARGET))).isEmpty();
    }

    @Test
    void namesOfKeysAreOnlyForPeople() {
        assertThat(links(Map.of("renamed", KEY_A), null).open(token(links, TARGET))).contains(TARGET);
    }

    @Test
    void readsKeysFromTheEnvironment() {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
                Map.of("VESTNIK_PUBLICURL", "https://clinic.example/", "VESTNIK_LINKKEYS_A", KEY_A,
                        "VESTNIK_LINKKEYS_B", KEY_B, "VESTNIK_LINKKEY", "a")));
        assertThat(new Links(environment, clock).unsubscribe(TARGET)).isEqualTo(links.unsubscribe(TARGET));
    }

    @ParameterizedTest(name = "{0} sealing with {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            ''        |   | vestnik.link-keys: no key is given
            a=short   |   | vestnik.link-keys.a: 3 bytes, must be 32
            a=?!      |   | vestnik.link-keys.a: not base64
            a=A b=B   |   | vestnik.link-key: there are several vestnik.link-keys
            a=A       | c | vestnik.link-key: there is no vestnik.link-keys.c, only a
            a=A b=bad | a | vestnik.link-keys.b
            """)
    void refusesKeysThatCannotWork(String keys, @Nullable String sealing, String complaint) {
        var byName = Arrays.stream(keys.split(" "))
                .filter(key -> !key.isEmpty())
                .map(key -> key.split("="))
                .collect(Collectors.toMap(key -> key[0], key -> secret(key[1])));
        assertThatIllegalArgumentException().isThrownBy(() -> links(byName, sealing))
                .withMessageStartingWith(complaint)
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(List.of(KEY_A, KEY_B)));
    }

    private static String secret(String name) {
        return switch (name) {
            case "A" -> KEY_A;
            case "B" -> KEY_B;
            case "short" -> "c2hv";
            default -> name;
        };
    }

    private Links links(Map<String, String> keys, @Nullable String sealing) {
        return new Links(new LinkSettings(URI.create("https://clinic.example/"), keys, sealing), clock);
    }

    private static LinkTarget target(Random random) {
        var purpose = new Purpose[]{Purpose.APPOINTMENT, Purpose.PROMOTION, Purpose.PARTNER, Purpose.REVIEW};
        return new LinkTarget(random.nextLong(1L << 40), purpose[random.nextInt(4)],
                random.nextBoolean() ? Channel.EMAIL : Channel.SMS, random.nextLong(1L << 32),
                1 + random.nextInt(1 << 30));
    }

    private static String token(Links links, LinkTarget target) {
        return links.unsubscribe(target).getPath().substring("/u/".length());
    }

    private static String key(String secret) {
        return Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.US_ASCII));
    }

    private static String last(URI link) {
        return link.getPath().substring(link.getPath().lastIndexOf('/') + 1);
    }
}
