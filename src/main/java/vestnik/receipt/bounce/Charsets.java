package vestnik.receipt.bounce;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Turns bytes into text whatever was said of them: as declared, else as UTF-8, else in that Russian encoding in which they
/// look most like words.
final class Charsets {

    private static final List<Charset> RUSSIAN = List.of(Charset.forName("windows-1251"), Charset.forName("KOI8-R"));

    private Charsets() {}

    /// @param declared name of the encoding; empty or nonsense if it is not known
    static String decode(byte[] bytes, String declared) {
        return Stream.concat(charset(declared).stream(), Stream.of(StandardCharsets.UTF_8))
                .flatMap(charset -> strictly(bytes, charset).stream()).findFirst()
                .orElseGet(() -> RUSSIAN.stream().map(charset -> new String(bytes, charset))
                        .max(Comparator.comparingLong(Charsets::smallLetters)).orElseThrow());
    }

    /// ASCII is a way to say nothing.
    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name)).filter(found -> !found.equals(StandardCharsets.US_ASCII));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    /// The two encodings swap capitals and small letters.
    private static long smallLetters(String text) {
        return text.chars().filter(c -> c >= 'а' && c <= 'я').count();
    }
}
