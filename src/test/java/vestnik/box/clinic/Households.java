package vestnik.box.clinic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import vestnik.box.clinic.Name.ManGiven;
import vestnik.box.clinic.Patient.Life;
import vestnik.clinic.Sex;

/// Draws patients family by family, so that names agree, and addresses and phones are shared as they are in life.
final class Households {

    private final Draw draw;
    private final Names names;
    private final Contacts contacts;
    private final LocalDate today;
    private final List<Patient> patients = new ArrayList<>();
    private final List<Representation> representations = new ArrayList<>();
    private int people;

    private Households(long seed, LocalDate today) {
        draw = Draw.of(seed);
        names = new Names(draw);
        contacts = new Contacts(draw);
        this.today = today;
    }

    static People draw(long seed, int patients, LocalDate today) {
        var households = new Households(seed, today);
        while (households.patients.size() < patients) {
            households.addHousehold();
        }
        return new People(List.copyOf(households.patients.subList(0, patients)),
                households.representations.stream().filter(each -> number(each.patientId()) <= patients).toList());
    }

    private static int number(String patientId) {
        return Integer.parseInt(patientId.substring(2));
    }

    private void addHousehold() {
        Branch branch = draw.chance(0.6) ? Branch.BRYANSK : draw.oneOf(List.of(Branch.values()));
        double kind = draw.random().nextDouble();
        if (kind < 0.03) {
            addForeigner(branch);
        } else if (kind < 0.35) {
            addFamily(branch);
        } else {
            addSingle(branch);
        }
    }

    private void addForeigner(Branch branch) {
        Sex sex = sex();
        Name name = names.foreigner(sex);
        add(name, sex, age(20, 65), Life.OF_AGE, "en", branch, contact(name));
    }

    private void addSingle(Branch branch) {
        Sex sex = sex();
        Name name = names.child(sex, names.family(), names.father());
        LocalDate birth = age(19, 91);
        Life life = adult(birth);
        String id = add(name, sex, birth, life, "", branch, contact(name));
        if (life == Life.INCAPABLE && draw.chance(0.9)) {
            Name guardian = names.child(Sex.FEMALE, names.family(), names.father());
            represent(new Guardian(guardian, contact(guardian), "опекун"), id, "");
        }
    }

    private Life adult(LocalDate birth) {
        double share = draw.random().nextDouble();
        boolean old = birth.isBefore(today.minusYears(70));
        if (share < (old ? 0.04 : 0.004)) {
            return draw.chance(0.5) ? Life.DECEASED : Life.DECEASED_SINCE;
        }
        return share > (old ? 0.97 : 0.998) ? Life.INCAPABLE : Life.OF_AGE;
    }

    private void addFamily(Branch branch) {
        String family = names.family();
        ManGiven fathersName = names.father();
        Guardian mother = mother(family);
        Guardian father = father(family, fathersName, mother.contact());
        add(mother.name(), Sex.FEMALE, age(27, 46), Life.OF_AGE, "", branch, mother.contact());
        if (draw.chance(0.6)) {
            add(father.name(), Sex.MALE, age(28, 52), Life.OF_AGE, "", branch, father.contact());
        }
        for (int children = draw.between(1, 4); children > 0; children--) {
            addChild(names.child(sex(), family, fathersName), mother, father, branch);
        }
    }

    private Guardian mother(String family) {
        Name name = names.child(Sex.FEMALE, family, names.father());
        return new Guardian(name, contact(name), "мать");
    }

    private Guardian father(String family, ManGiven given, Contact mothers) {
        Name name = names.man(family, given);
        Contact own = contact(name);
        return new Guardian(name, new Contact(draw.chance(0.15) ? mothers.email() : own.email(),
                draw.chance(0.05) ? mothers.phone() : own.phone()), "отец");
    }

    private void addChild(Name name, Guardian mother, Guardian father, Branch branch) {
        Sex sex = name.patronymic().endsWith("на") ? Sex.FEMALE : Sex.MALE;
        LocalDate birth = age(0, 18);
        Contact contact = draw.chance(0.4)
                ? new Contact("", mother.contact().phone())
                : birth.isBefore(today.minusYears(14)) ? contact(name) : Contact.NONE;
        String id = add(name, sex, birth, Life.MINOR, "", branch, contact);
        if (draw.chance(0.95)) {
            represent(mother, id, draw.chance(0.01) ? today.minusDays(90).toString() : "");
        }
        if (draw.chance(0.5)) {
            represent(father, id, "");
        }
    }

    private void represent(Guardian guardian, String patientId, String until) {
        String id = "R-" + patientId.substring(2) + (guardian.relationship().equals("отец") ? "-2" : "-1");
        representations.add(new Representation(id, guardian.name(), guardian.contact(), patientId,
                guardian.relationship(), until));
    }

    private String add(Name name, Sex sex, LocalDate birth, Life life, String locale, Branch branch, Contact contact) {
        String id = "P-%05d".formatted(patients.size() + 1);
        patients.add(new Patient(id, name, sex, birth, life, locale, branch, contact));
        return id;
    }

    private Contact contact(Name name) {
        return contacts.of(name, people++);
    }

    private Sex sex() {
        return draw.chance(0.56) ? Sex.FEMALE : Sex.MALE;
    }

    private LocalDate age(int from, int until) {
        return today.minusYears(draw.between(from, until)).minusDays(draw.between(1, 365));
    }

    private record Guardian(Name name, Contact contact, String relationship) {}
}
