package vestnik.receipt.bounce;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// E-mail addresses among words.
final class Addresses {

    static final String ADDRESS = "[^\\s<>()\\[\\],;:\"'|@]{1,64}@[^\\s<>()\\[\\],;:\"'|@/]{1,254}[^\\s<>()\\[\\],;:\"'"
            + "|@/.!?]";
    private static final Pattern ANY = Pattern.compile(ADDRESS);

    private Addresses() {}

    static Optional<String> first(String text) {
        return ANY.matcher(text).results().map(MatchResult::group).map(Addresses::normal).findFirst();
    }

    static List<String> all(String text) {
        return ANY.matcher(text).results().map(MatchResult::group).map(Addresses::normal).distinct().limit(50).toList();
    }

    static String normal(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
