package vestnik.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import vestnik.template.MailText;
import org.junit.jupiter.params.provider.ValueSource;

/// Encoded words and transfer encodings, read back by Jakarta Mail.
class HeaderTextTest {

    private static final String LETTERS = "abc XYZ .=?_-\tАБВЁёй№«»—  €😀👩‍⚕️中\u00a0";

    @Test
    void encodedWordsReadBackWhatWasWritten() throws Exception {
        var random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            String text = "я" + text(random, random.nextInt(120)).replace('\t', ' ').stripTrailing();
            int column = random.nextInt(40);

            String words = EncodedWords.of(text, column);

            assertThat(MimeUtility.decodeText(MimeUtility.unfold(words))).as(words).isEqualTo(text);
            assertThat(words).isASCII();
            assertThat(column + words.lines().findFirst().orElse("").length()).isLessThanOrEqualTo(76);
            assertThat(words.lines().skip(1)).allMatch(line -> line.length() <= 76 && line.startsWith(" =?UTF-8?B?"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Your visit on 25 November", "a", "Visit: 10:30, \"room\" 5"})
    void plainTextStaysPlain(String text) {
        assertThat(EncodedWords.of(text, 9)).isEqualTo(text);
    }

    @Test
    void bothEncodingsReadBackWhatWasWritten() throws Exception {
        var random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            String text = text(random, random.nextInt(400)) + (random.nextBoolean() ? "\n.\n" : "") + text(random, 5);
            byte[] canonical = MailText.of(text).utf8();
            for (var encoding : TransferEncoding.values()) {
                byte[] encoded = encoding.encode(canonical);

                byte[] decoded = MimeUtility.decode(new ByteArrayInputStream(encoded), encoding.label()).readAllBytes();

                assertThat(decoded).isEqualTo(canonical);
                assertThat(new String(encoded, StandardCharsets.US_ASCII).lines())
                        .allMatch(line -> line.length() <= 76 && !line.endsWith(" ") && !line.endsWith("\t"));
            }
        }
    }

    @Test
    void russianTravelsInBase64AndEnglishStaysReadable() {
        assertThat(TransferEncoding.shorterFor(MailText.of("Ждём вас завтра").utf8()))
                .isEqualTo(TransferEncoding.BASE64);
        assertThat(TransferEncoding.shorterFor(MailText.of("See you — tomorrow morning").utf8()))
                .isEqualTo(TransferEncoding.QUOTED_PRINTABLE);
    }

    private static String text(Random random, int length) {
        int[] letters = LETTERS.codePoints().toArray();
        return random.ints(length, 0, letters.length)
                .mapToObj(i -> Character.toString(letters[i]))
                .collect(Collectors.joining());
    }
}
