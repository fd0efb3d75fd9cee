package vestnik.clinic.intake;

import org.jspecify.annotations.Nullable;

/// Text as it may be stored and written into a message.
final class CleanText {

    private CleanText() {}

    /// The text with each run of white space made one space; null if it has control characters.
    static @Nullable String oneLine(String text) {
        if (text.chars().allMatch(c -> (c > ' ' && c < 0x7f) || (c >= 0x400 && c < 0x530))) {
            return text;
        }
        var line = text.strip().replaceAll("[\\s\\u00a0]+", " ");
        return line.chars().anyMatch(c -> Character.isISOControl(c) || c == 0xfffd) ? null : line;
    }
}
