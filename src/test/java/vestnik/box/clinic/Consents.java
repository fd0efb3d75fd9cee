package vestnik.box.clinic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vestnik.box.clinic.Consent.Act;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// Draws what each patient agreed to: some were never asked, some said yes and later no, for minors a parent spoke.
final class Consents {

    private final Draw draw;
    private final LocalDate today;
    private final Map<String, String> spokesmen;
    private final List<Consent> consents = new ArrayList<>();

    private Consents(long seed, People people, LocalDate today) {
        draw = Draw.of(seed);
        this.today = today;
        spokesmen = people.representations().stream().filter(each -> each.until().isEmpty())
                .collect(Collectors.toMap(Representation::patientId, Representation::id, (first, second) -> first));
    }

    static List<Consent> draw(long seed, People people, LocalDate today) {
        var drawn = new Consents(seed, people, today);
        people.patients().forEach(drawn::addFor);
        return drawn.consents.stream().sorted(Comparator.comparing(Consent::at)).toList();
    }

    private void addFor(Patient patient) {
        if (patient.actsAlone() || spokesmen.containsKey(patient.id())) {
            double openness = draw.random().nextDouble();
            for (Channel channel : Channel.values()) {
                addFor(patient, Purpose.PROMOTION, channel, openness * 0.9);
                addFor(patient, Purpose.PARTNER, channel, openness * 0.4);
                addFor(patient, Purpose.REVIEW, channel, openness * 1.3);
                if (draw.chance(0.012)) {
                    add(patient, Purpose.APPOINTMENT, channel, Act.WITHDRAWAL, draw.between(1, 300));
                }
            }
        }
    }

    private void addFor(Patient patient, Purpose purpose, Channel channel, double willing) {
        if (draw.chance(willing)) {
            int daysAgo = draw.between(30, 700);
            add(patient, purpose, channel, Act.GRANT, daysAgo);
            if (draw.chance(0.08)) {
                add(patient, purpose, channel, Act.WITHDRAWAL, draw.between(0, daysAgo));
            }
        } else if (draw.chance(0.05)) {
            add(patient, purpose, channel, Act.WITHDRAWAL, draw.between(0, 400));
        }
    }

    private void add(Patient patient, Purpose purpose, Channel channel, Act act, int daysAgo) {
        consents.add(new Consent(patient.id(), purpose, channel, act, today.minusDays(daysAgo),
                spokesmen.getOrDefault(patient.id(), "")));
    }
}
