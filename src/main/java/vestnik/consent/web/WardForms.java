package vestnik.consent.web;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vestnik.consent.Choices.Blocked;
import vestnik.consent.Choices.Held;
import vestnik.consent.Choices.Open;
import vestnik.consent.ChosenConsents;
import vestnik.consent.Preferences;
import vestnik.consent.Subscription;
import vestnik.consent.Visitor;
import vestnik.consent.Ward;
import vestnik.consent.Wording;
import vestnik.consent.Wordings;
import vestnik.consent.web.WardForm.Box;
import vestnik.consent.web.WardForm.PurposeField;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// Fills the forms of the preference page with what holds now.
@Component
class WardForms {

    private final ChosenConsents consents;
    private final Preferences preferences;
    private final Wordings wordings;
    private final Clock clock;

    WardForms(ChosenConsents consents, Preferences preferences, Wordings wordings, Clock clock) {
        this.consents = consents;
        this.preferences = preferences;
        this.wordings = wordings;
        this.clock = clock;
    }

    WardForm form(Visitor visitor, Ward ward, Locale locale) {
        return switch (consents.choices(ward)) {
            case Open(int version, var held) -> form(ward, version, purposes(visitor, ward, held, locale), locale);
            case Blocked() -> form(ward, 0, List.of(), locale);
        };
    }

    private WardForm form(Ward ward, int version, List<PurposeField> purposes, Locale locale) {
        return new WardForm(ward.patientId(), ward.givenName(), version, purposes, preferences.of(ward.patientId()),
                PauseDays.from(ward.today(), locale), ward.reachable().stream().map(Channel::name).toList());
    }

    private List<PurposeField> purposes(Visitor visitor, Ward ward, Map<Subscription, Held> held, Locale locale) {
        return Stream.of(Purpose.APPOINTMENT, Purpose.PROMOTION, Purpose.PARTNER, Purpose.REVIEW)
                .map(purpose -> field(purpose, boxes(visitor, ward, purpose, held), locale))
                .toList();
    }

    private PurposeField field(Purpose purpose, List<Box> boxes, Locale locale) {
        Optional<Wording> wording = wordings.inForce(purpose, clock.instant());
        return new PurposeField(purpose, wording.map(Wording::version).orElse(null),
                wording.map(text -> text.body(locale)).orElse(null), boxes);
    }

    private static List<Box> boxes(Visitor visitor, Ward ward, Purpose purpose, Map<Subscription, Held> held) {
        return held.entrySet().stream()
                .filter(entry -> entry.getKey().purpose() == purpose)
                .filter(entry -> entry.getValue() == Held.ON || ward.reachable().contains(entry.getKey().channel()))
                .map(entry -> box(entry.getKey(), entry.getValue(), visitor.link().channel()))
                .sorted(Comparator.comparing(Box::channel))
                .toList();
    }

    private static Box box(Subscription subscription, Held held, Channel here) {
        return new Box(subscription.channel(), PreferenceForm.name(subscription), held, hint(subscription, held, here));
    }

    private static @Nullable String hint(Subscription subscription, Held held, Channel here) {
        boolean mustConfirm = subscription.purpose().needsConsent() && subscription.channel() != here;
        return switch (held) {
            case UNCONFIRMED -> "unconfirmed";
            case OFF, ASKED_ANEW -> mustConfirm ? "confirm" : null;
            case ON -> null;
        };
    }
}
