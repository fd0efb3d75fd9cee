package vestnik.consent.web;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import vestnik.consent.Preference;
import vestnik.consent.Rest;
import vestnik.consent.Selection;
import vestnik.consent.Subscription;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What a browser sends of the preference page. What is not of our making is as good as absent.
record PreferenceForm(MultiValueMap<String, String> fields) {

    private static final String OTHER_DAY = "other";

    static String name(Subscription subscription) {
        return subscription.purpose() + "." + subscription.channel();
    }

    boolean isFor(long patientId) {
        return first("patient").filter(Long.toString(patientId)::equals).isPresent();
    }

    Selection selection() {
        Set<Subscription> shown = subscriptions("shown");
        Set<Subscription> ticked = subscriptions("on");
        return new Selection(number("version").orElse(-1), without(shown, ticked), without(ticked, shown), wordings());
    }

    /// Empty if the day on which a pause is to end is none.
    Optional<Preference> wish() {
        Optional<String> pause = first("pause")
                .flatMap(day -> day.equals(OTHER_DAY) ? first("until") : Optional.of(day));
        Optional<LocalDate> until = pause.flatMap(Days::read);
        return pause.isPresent() && until.isEmpty()
                ? Optional.empty()
                : Optional.of(new Preference(until.orElse(null), one("rest", Rest::valueOf).orElse(null),
                        one("channel", Channel::valueOf).orElse(null), locale()));
    }

    private @Nullable Locale locale() {
        return first("locale").filter(List.of("ru", "en")::contains).map(Locale::forLanguageTag).orElse(null);
    }

    private Set<Subscription> subscriptions(String field) {
        return all(field).flatMap(value -> subscription(value).stream()).collect(toUnmodifiableSet());
    }

    private static Optional<Subscription> subscription(String value) {
        return Stream.of(Purpose.values())
                .filter(purpose -> purpose != Purpose.NOTICE)
                .flatMap(purpose -> Stream.of(Channel.values()).map(channel -> new Subscription(purpose, channel)))
                .filter(subscription -> name(subscription).equals(value))
                .findFirst();
    }

    private Map<Purpose, String> wordings() {
        var wordings = new EnumMap<Purpose, String>(Purpose.class);
        Stream.of(Purpose.values())
                .forEach(purpose -> first("wording." + purpose).ifPresent(version -> wordings.put(purpose, version)));
        return wordings;
    }

    private Optional<Integer> number(String field) {
        return one(field, Integer::valueOf);
    }

    // What stands in no list of ours throws just this.
    private <T> Optional<T> one(String field, Function<String, T> reading) {
        try {
            return first(field).map(reading);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private Optional<String> first(String field) {
        return all(field).findFirst().filter(value -> !value.isBlank());
    }

    private Stream<String> all(String field) {
        return fields.getOrDefault(field, List.of()).stream();
    }

    private static Set<Subscription> without(Set<Subscription> some, Set<Subscription> others) {
        return some.stream().filter(one -> !others.contains(one)).collect(toUnmodifiableSet());
    }
}
