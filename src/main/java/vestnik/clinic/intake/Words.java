package vestnik.clinic.intake;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vestnik.clinic.Sex;

/// The few words that cells may hold, in any case of letters; null for any other word.
final class Words {

    private Words() {}

    static @Nullable Boolean yesOrNo(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "да", "1" -> true;
            case "false", "no", "нет", "0" -> false;
            default -> null;
        };
    }

    static @Nullable Sex sex(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "FEMALE", "F", "Ж" -> Sex.FEMALE;
            case "MALE", "M", "М" -> Sex.MALE;
            default -> null;
        };
    }

    static @Nullable ZoneId zone(String id) {
        try {
            return id.contains("/") || id.equals("UTC") ? ZoneId.of(id) : null;
        } catch (DateTimeException unknown) {
            return null;
        }
    }

    static <E extends Enum<E>> Function<String, @Nullable E> of(Class<E> type) {
        return word -> Stream.of(type.getEnumConstants()).filter(one -> one.name().equalsIgnoreCase(word)).findFirst()
                .orElse(null);
    }

    static String among(Class<? extends Enum<?>> type) {
        return "none of " + String.join(", ",
                Stream.of(type.getEnumConstants()).map(Enum::name).toList());
    }
}
