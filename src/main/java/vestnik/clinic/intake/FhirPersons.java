package vestnik.clinic.intake;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;

/// Chooses among the names and contacts of a FHIR person those that hold now.
final class FhirPersons {

    private static final List<NameUse> NAMES = List.of(NameUse.OFFICIAL, NameUse.USUAL, NameUse.NULL, NameUse.TEMP,
            NameUse.NICKNAME, NameUse.ANONYMOUS, NameUse.MAIDEN, NameUse.OLD);
    private static final List<ContactPointUse> CONTACTS = List.of(ContactPointUse.MOBILE, ContactPointUse.HOME,
            ContactPointUse.NULL, ContactPointUse.WORK, ContactPointUse.TEMP);
    private static final Set<ContactPointSystem> PHONES = EnumSet.of(ContactPointSystem.PHONE, ContactPointSystem.SMS);

    private static final int UNRANKED = Integer.MAX_VALUE;

    private FhirPersons() {}

    static void name(Cells cells, List<HumanName> names, Instant now) {
        names.stream().filter(name -> holds(name.getPeriod(), now))
                .min(Comparator.comparingInt(name -> NAMES.indexOf(name.hasUse() ? name.getUse() : NameUse.NULL)))
                .ifPresent(name -> name(cells, name));
    }

    private static void name(Cells cells, HumanName name) {
        var given = name.getGiven().stream().map(StringType::getValueNotNull).toList();
        cells.put(Column.FAMILY_NAME, name.getFamily());
        cells.put(Column.GIVEN_NAME, given.isEmpty() && !name.hasFamily()
                ? name.getText()
                : given.stream().findFirst().orElse(null));
        cells.put(Column.PATRONYMIC, given.stream().skip(1).collect(Collectors.joining(" ")));
    }

    static void contacts(Cells cells, List<ContactPoint> points, Instant now) {
        best(points, EnumSet.of(ContactPointSystem.EMAIL), now).forEach(email -> cells.put(Column.EMAIL, email));
        best(points, PHONES, now).forEach(phone -> cells.put(Column.PHONE, phone));
    }

    private static Stream<String> best(List<ContactPoint> points, Set<ContactPointSystem> systems, Instant now) {
        return points.stream()
                .filter(point -> point.hasSystem() && systems.contains(point.getSystem()) && point.getValue() != null)
                .filter(point -> point.getUse() != ContactPointUse.OLD && holds(point.getPeriod(), now))
                .min(Comparator.comparingInt(FhirPersons::rank)
                        .thenComparingInt(point -> CONTACTS.indexOf(
                                point.hasUse() ? point.getUse() : ContactPointUse.NULL)))
                .map(ContactPoint::getValue).stream();
    }

    private static int rank(ContactPoint point) {
        var rank = point.getRankElement().getValue();
        return rank == null ? UNRANKED : rank;
    }

    // An element may be there with an extension and no value.
    private static boolean holds(Period period, Instant now) {
        var start = period.getStart();
        var end = period.getEnd();
        return (start == null || !start.toInstant().isAfter(now)) && (end == null || end.toInstant().isAfter(now));
    }
}
