package vestnik.clinic.intake.web;

import java.util.Locale;
import java.util.regex.Pattern;

/// A column as a field of JSON: `birth_date` is `birthDate`.
final class JsonNames {

    private static final Pattern NEXT_WORD = Pattern.compile("_(.)");

    private JsonNames() {}

    static String of(String header) {
        return NEXT_WORD.matcher(header).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
}
