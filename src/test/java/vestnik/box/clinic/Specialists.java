package vestnik.box.clinic;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import vestnik.clinic.Sex;

/// Whom patients visit: a name, for what they treat is medical.
final class Specialists {

    private final Map<Branch, List<Specialist>> staff = new EnumMap<>(Branch.class);
    private final Names names;
    private final Draw draw;

    Specialists(Draw draw) {
        this.draw = draw;
        names = new Names(draw);
        for (Branch branch : Branch.values()) {
            staff.put(branch, IntStream.rangeClosed(1, 12).mapToObj(number -> hire(branch, number)).toList());
        }
    }

    private Specialist hire(Branch branch, int number) {
        Sex sex = draw.chance(0.65) ? Sex.FEMALE : Sex.MALE;
        return new Specialist("%s-D-%02d".formatted(branch.id(), number),
                full(names.child(sex, names.family(), names.father())));
    }

    Specialist at(Branch branch) {
        return draw.oneOf(staff.getOrDefault(branch, List.of()));
    }

    private static String full(Name name) {
        return name.family() + " " + name.given() + " " + name.patronymic();
    }

    record Specialist(String id, String name) {}
}
