package vestnik.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTextTest {

    private static final int[] KINDS = {'a', '=', ' ', '\r', '\n', 'é', 'Ж', '\u2028', 0xd83d, 0xde00, '\uffff', 0};

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\rb"})
    void linesEndAsMailWants(String text) {
        assertThat(new String(MailText.of(text).utf8(), StandardCharsets.UTF_8)).isEqualTo("a\r\nb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Anna", "a\r\r\nb\n\n", "\n", "\r", "Жанна\n", "😀\n", "\ud83d", "\ude00\n",
            "\ud83d\n\ude00", "\u0800\u07ff\uffff"})
    void itsLinesEndInCrlfAndItsCharactersAreUtf8(String text) {
        assertThat(MailText.of(text).utf8()).isEqualTo(canonical(text));
    }

    /// Whatever the pieces, and whether they were written before.
    @RepeatedTest(50)
    void howeverItIsWrittenItIsTheSame(RepetitionInfo repetition) {
        var random = new Random(20261130 + repetition.getCurrentRepetition());
        List<char[]> pieces = IntStream.range(0, 5).mapToObj(_ -> piece(random)).toList();
        var fixed = new FixedTexts();
        for (int text = 0; text < 20; text++) {
            var writer = new MailWriter(fixed, 1);
            var whole = new StringBuilder();
            for (int part = random.nextInt(8); part > 0; part--) {
                char[] next = random.nextBoolean() ? pieces.get(random.nextInt(pieces.size())) : piece(random);
                write(writer, next, random);
                whole.append(next);
            }
            assertThat(writer.toMailText().utf8()).isEqualTo(canonical(whole.toString()));
        }
    }

    @Test
    void whatIsFixedIsEncodedOnce() {
        var fixed = new FixedTexts();
        char[] text = "Здравствуйте,\n".toCharArray();
        assertThat(fixed.of(text)).isEqualTo(canonical("Здравствуйте,\n")).isSameAs(fixed.of(text));
    }

    @Test
    void arraysThatNeverComeAgainAreNotKeptForEver() {
        var fixed = new FixedTexts();
        char[] first = {'a'};
        byte[] known = fixed.of(first);
        for (int more = 0; more < 1_000; more++) {
            fixed.of(new char[]{'b'});
        }
        assertThat(fixed.of(new char[]{'c'})).isNull();
        assertThat(fixed.of(first)).isSameAs(known);
    }

    @Test
    void itDoesNotGrowBeyondWhatAnyMessageNeeds() {
        var writer = new MailWriter(new FixedTexts(), 16);
        char[] most = new char[BoundedWriter.LIMIT];
        writer.write(most);
        assertThatThrownBy(() -> writer.write("a", 0, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer than");
    }

    private static void write(MailWriter writer, char[] text, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> writer.write(text);
            case 1 -> writer.write(text, 0, text.length);
            default -> writer.write("<" + new String(text), 1, text.length);
        }
    }

    private static char[] piece(Random random) {
        char[] piece = new char[random.nextInt(5)];
        for (int i = 0; i < piece.length; i++) {
            piece[i] = (char) KINDS[random.nextInt(KINDS.length)];
        }
        return piece;
    }

    private static byte[] canonical(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
