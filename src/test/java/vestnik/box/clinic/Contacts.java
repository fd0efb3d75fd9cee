package vestnik.box.clinic;

import com.ibm.icu.text.Transliterator;
import java.util.List;

/// Draws addresses in reserved domains (RFC 2606) and phone numbers that nobody has: all of +7 9xx 000-xx-xx.
final class Contacts {

    private static final List<String> DOMAINS = List.of("mail.example.test", "pochta.example.test", "post.test",
            "yashchik.example.test", "example.test");
    private static final List<String> BAD_ADDRESSES = List.of("нет", "%s", "%s@", "@%s", "%s@mail", "%s@post..test",
            "%s mail.example.test", "%s@post.test, %s@mail.example.test");
    private static final List<String> BAD_PHONES = List.of("нет", "123", "8 900 000", "+7 000 000-00-00", "б/н");
    private static final List<String> MOBILE_SPELLINGS = List.of("+7%s%s%s%s", "8%s%s%s%s", "+7 (%s) %s-%s-%s",
            "8 (%s) %s-%s-%s", "+7 %s %s-%s-%s");
    private static final List<String> AREAS = List.of("4832", "4012", "3435");

    private final Draw draw;
    private final Transliterator latin = Transliterator
            .getInstance("Russian-Latin/BGN; Latin-ASCII; Lower; [^a-z] Remove");

    Contacts(Draw draw) {
        this.draw = draw;
    }

    Contact of(Name name, int number) {
        return new Contact(email(name, number), phone(number));
    }

    private String email(Name name, int number) {
        String local = latin.transliterate(name.given()) + "." + latin.transliterate(name.family()) + number;
        if (draw.chance(0.16)) {
            return "";
        }
        return draw.chance(0.015)
                ? draw.oneOf(BAD_ADDRESSES).replace("%s", local)
                : local + "@" + (draw.chance(0.01) ? "почта.test" : draw.oneOf(DOMAINS));
    }

    private String phone(int number) {
        double share = draw.random().nextDouble();
        if (share < 0.04) {
            return "";
        }
        if (share < 0.05) {
            return draw.oneOf(BAD_PHONES);
        }
        return share < 0.08 ? landline(number) : mobile(number);
    }

    private String mobile(int number) {
        return draw.oneOf(MOBILE_SPELLINGS).formatted(900 + number / 10_000, "000", digits(number / 100 % 100),
                digits(number % 100));
    }

    private String landline(int number) {
        return "8 (%s) 00-%s-%s".formatted(draw.oneOf(AREAS), digits(number / 100 % 100), digits(number % 100));
    }

    private static String digits(int number) {
        return "%02d".formatted(number);
    }
}
