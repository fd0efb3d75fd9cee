package vestnik.box.clinic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import net.datafaker.Faker;
import org.springframework.core.io.ClassPathResource;
import vestnik.box.clinic.Name.ManGiven;
import vestnik.clinic.Sex;

/// Draws Russian names whose parts agree in gender and, within a family, with the father.
final class Names {

    private static final List<ManGiven> MEN = men();

    private final Draw draw;
    private final Faker russian;
    private final Faker english;

    Names(Draw draw) {
        this.draw = draw;
        russian = new Faker(Locale.of("ru"), draw.random());
        english = new Faker(Locale.ENGLISH, draw.random());
    }

    /// A family's name in the form a man bears.
    String family() {
        return russian.resolve("name.male_last_name");
    }

    ManGiven father() {
        return draw.oneOf(MEN);
    }

    Name child(Sex sex, String family, ManGiven father) {
        return switch (sex) {
            case MALE -> new Name(family, draw.oneOf(MEN).given(), father.sonOf());
            case FEMALE -> new Name(feminine(family), womanGiven(), father.daughterOf());
        };
    }

    Name man(String family, ManGiven given) {
        return new Name(family, given.given(), father().sonOf());
    }

    Name foreigner(Sex sex) {
        String given = switch (sex) {
            case MALE -> english.name().maleFirstName();
            case FEMALE -> english.name().femaleFirstName();
        };
        return new Name(english.name().lastName(), given, "");
    }

    private String womanGiven() {
        return russian.resolve("name.female_first_name");
    }

    /// Surnames in -ов, -ев, -ин, -ын and the adjectives have a feminine form; all others are borne by both.
    static String feminine(String family) {
        return family.matches(".*(ов|ев|ёв|ин|ын)")
                ? family + "а"
                : family.replaceFirst("(ий|ый|ой)$", "ая");
    }

    private static List<ManGiven> men() {
        try {
            return new ClassPathResource("vestnik/box/men.csv").getContentAsString(StandardCharsets.UTF_8).lines()
                    .map(line -> line.split(";"))
                    .map(parts -> new ManGiven(parts[0], parts[1], parts[2]))
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
