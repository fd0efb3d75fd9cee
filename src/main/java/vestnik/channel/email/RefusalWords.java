package vestnik.channel.email;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// What servers say in words, by `refusal-words.txt`.
final class RefusalWords {

    private static final String MAILBOX = "(?:user|mail ?box|inbox|account|recipient|addressee|address|login|alias|ящик\\w*"
            + "|пользовател\\w*|аккаунт\\w*|учетн\\w+ запис\\w+|получател\\w*|адресат\\w*|адрес\\w*)";
    private static final List<Said> ALL = read();

    private RefusalWords() {}

    /// What the words mean, given in lower case; empty if they are none we know.
    static Optional<RefusalReason> reason(String words) {
        return ALL.stream().filter(said -> said.pattern().matcher(words).find()).map(Said::reason).findFirst();
    }

    private static List<Said> read() {
        List<Said> all = new ArrayList<>();
        for (String section : resource().split("(?m)^\\[")) {
            int end = section.indexOf(']');
            if (end > 0 && !section.startsWith("#")) {
                all.add(new Said(RefusalReason.valueOf(section.substring(0, end)), anyOf(section.substring(end + 1))));
            }
        }
        return List.copyOf(all);
    }

    private static Pattern anyOf(String lines) {
        var patterns = lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> "(?:" + line.replace("{mailbox}", MAILBOX) + ")").toList();
        return Pattern.compile(String.join("|", patterns), Pattern.UNICODE_CHARACTER_CLASS);
    }

    private static String resource() {
        try (InputStream in = Objects
                .requireNonNull(RefusalWords.class.getResourceAsStream("refusal-words.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private record Said(RefusalReason reason, Pattern pattern) {}
}
