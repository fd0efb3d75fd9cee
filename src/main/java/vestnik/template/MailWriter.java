package vestnik.template;

import java.io.Writer;
import java.util.Arrays;

/// Collects a rendered text as [MailText] and refuses to grow beyond what any message needs.
final class MailWriter extends Writer {

    private static final int LONGEST_CHARACTER = 3;

    private final FixedTexts fixed;
    private byte[] bytes;
    private int length;
    private int characters;
    private boolean afterReturn;
    private char high;

    /// @param expected bytes
    MailWriter(FixedTexts fixed, int expected) {
        this.fixed = fixed;
        this.bytes = new byte[expected];
    }

    @Override
    public void write(char[] text) {
        byte[] known = isWhole(text) ? fixed.of(text) : null;
        if (known == null) {
            write(text, 0, text.length);
            return;
        }
        count(text.length);
        makeRoom(known.length);
        endCharacter();
        System.arraycopy(known, 0, bytes, length, known.length);
        length += known.length;
        afterReturn = text[text.length - 1] == '\r';
    }

    /// Whether its bytes are the same whatever was written before and whatever comes.
    private boolean isWhole(char[] text) {
        return text.length > 0 && !(afterReturn && text[0] == '\n') && !Character.isSurrogate(text[0])
                && !Character.isSurrogate(text[text.length - 1]);
    }

    @Override
    public void write(char[] text, int offset, int count) {
        write(new String(text, offset, count), 0, count);
    }

    @Override
    public void write(String text, int offset, int count) {
        count(count);
        makeRoom(count * LONGEST_CHARACTER);
        for (int i = offset; i < offset + count; i++) {
            write(text.charAt(i));
        }
    }

    private void write(char character) {
        if (high != 0 && Character.isLowSurrogate(character)) {
            writePair(Character.toCodePoint(high, character));
            high = 0;
            return;
        }
        endCharacter();
        if (character == '\r' || character == '\n') {
            endLine(character);
            return;
        }
        afterReturn = false;
        if (character < 0x80) {
            bytes[length++] = (byte) character;
        } else if (character < 0x800) {
            bytes[length++] = (byte) (0xc0 | (character >> 6));
            follow(character);
        } else if (Character.isHighSurrogate(character)) {
            high = character;
        } else if (Character.isLowSurrogate(character)) {
            bytes[length++] = '?';
        } else {
            bytes[length++] = (byte) (0xe0 | (character >> 12));
            follow(character >> 6);
            follow(character);
        }
    }

    private void endLine(char character) {
        if (!(afterReturn && character == '\n')) {
            bytes[length++] = '\r';
            bytes[length++] = '\n';
        }
        afterReturn = character == '\r';
    }

    private void writePair(int codePoint) {
        bytes[length++] = (byte) (0xf0 | (codePoint >> 18));
        follow(codePoint >> 12);
        follow(codePoint >> 6);
        follow(codePoint);
    }

    private void follow(int bits) {
        bytes[length++] = (byte) (0x80 | (bits & 0x3f));
    }

    /// Half a character that the other half does not follow.
    private void endCharacter() {
        if (high != 0) {
            bytes[length++] = '?';
            high = 0;
        }
    }

    private void count(int more) {
        characters += more;
        BoundedWriter.requireFit(characters);
    }

    private void makeRoom(int more) {
        int needed = length + more + 1;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    MailText toMailText() {
        makeRoom(0);
        endCharacter();
        return new MailText(Arrays.copyOf(bytes, length));
    }
}
