package vestnik.receipt;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What an SMS asks for in one word, in English or Russian; capitals, spaces and punctuation do not matter, and ё is е.
public enum Keyword {

    STOP, START, HELP;

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]");

    /// What the whole text means, if it is one of our words.
    public static Optional<Keyword> in(String text) {
        String word = NO_LETTER.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("")
                .toUpperCase(Locale.ROOT).replace('Ё', 'Е');
        return Arrays.stream(values()).filter(keyword -> keyword.words().contains(word)).findFirst();
    }

    /// What Twilio understood, and has answered already, by its OptOutType.
    public static Optional<Keyword> ofType(String optOutType) {
        return Arrays.stream(values()).filter(keyword -> keyword.name().equals(optOutType)).findFirst();
    }

    private Set<String> words() {
        return switch (this) {
            case STOP -> Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "СТОП",
                    "ОТПИСКА", "ОТПИСАТЬСЯ");
            case START -> Set.of("START", "YES", "UNSTOP", "СТАРТ", "ДА");
            case HELP -> Set.of("HELP", "INFO", "ПОМОЩЬ");
        };
    }
}
