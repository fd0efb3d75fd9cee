package vestnik.template;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// The text of one file of a template, or of the preheader in it.
///
/// @param isExposed whether others may see it: on a locked screen, in a list of messages
record Source(Path file, Language language, Part part, boolean isExposed, String text) {

    private static final Pattern PREHEADER = Pattern.compile("<div class=\"preheader\"[^>]*>(.*?)</div>",
            Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("<#--.*?-->", Pattern.DOTALL);
    private static final Pattern NOT_A_LINE_BREAK = Pattern.compile("[^\n]");

    static Source of(Path file, Language language, Part part, String text) {
        return new Source(file, language, part, part.isExposed(), text);
    }

    /// What a mail client shows beside the subject, on the lines where it stands in the file.
    Optional<Source> preheader() {
        var matcher = PREHEADER.matcher(text);
        return matcher.find()
                ? Optional.of(new Source(file, language, part, true,
                        blank(text.substring(0, matcher.start(1))).replace(" ", "") + matcher.group(1)))
                : Optional.empty();
    }

    /// The text without comments and without the warning that the law demands; lines stay where they are.
    String prose() {
        String read = COMMENT.matcher(text).replaceAll(comment -> blank(comment.group()));
        return read.replace(language.warning(), "");
    }

    private static String blank(String text) {
        return NOT_A_LINE_BREAK.matcher(text).replaceAll(" ");
    }
}
