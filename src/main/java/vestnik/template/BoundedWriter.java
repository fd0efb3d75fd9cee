package vestnik.template;

import java.io.Writer;

/// Collects a rendered text and refuses to grow beyond what any message needs.
final class BoundedWriter extends Writer {

    /// In UTF-16 units.
    static final int LIMIT = 256 * 1024;

    private final StringBuilder text;

    BoundedWriter(int expected) {
        text = new StringBuilder(expected);
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        requireFit(text.length() + length);
        text.append(characters, offset, length);
    }

    @Override
    public void write(String string, int offset, int length) {
        requireFit(text.length() + length);
        text.append(string, offset, offset + length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }

    static void requireFit(int length) {
        if (length > LIMIT) {
            throw new IllegalArgumentException("longer than " + LIMIT + " characters");
        }
    }
}
