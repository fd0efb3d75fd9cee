package vestnik.quality;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What must never stand in a log line: an e-mail address, a phone number, a person's name.
enum PersonalData {
    ADDRESS("[\\p{L}\\p{N}._%+'-]+@(?:[\\p{L}\\p{N}-]+\\.)+[\\p{L}]{2,}"), PHONE(
            "(?<![\\p{L}\\p{N}.-])(?:\\+[1-9]\\d{9,14}|[78]9\\d{9}|\\+?[78][ (-]{1,2}9\\d\\d[ )-]{1,2}\\d{3}[ -]\\d\\d[ -]?\\d\\d)(?!\\d)"),
    // The service logs in English, so what is written in Russian came from a patient's record or message.
    NAME("\\p{IsCyrillic}{2,}");

    private final Pattern pattern;

    PersonalData(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    static Stream<PersonalData> in(String line) {
        return Stream.of(values()).filter(kind -> kind.pattern.matcher(line).find());
    }
}
