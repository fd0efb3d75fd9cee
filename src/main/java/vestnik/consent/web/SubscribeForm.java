package vestnik.consent.web;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;
import vestnik.vocabulary.Purpose;

/// What a browser sends of the public form.
record SubscribeForm(MultiValueMap<String, String> fields) {

    private static final int LONGEST_CONTACT = 254;

    String contact() {
        return first("contact").filter(contact -> contact.length() <= LONGEST_CONTACT).orElse("");
    }

    Optional<LocalDate> birthDate() {
        return first("birthDate").flatMap(Days::read);
    }

    Set<Purpose> purposes() {
        List<String> ticked = fields.getOrDefault("purpose", List.of());
        return marketing().filter(purpose -> ticked.contains(purpose.name())).collect(toUnmodifiableSet());
    }

    /// Version of the text that stood beside each purpose.
    Map<Purpose, String> wordings() {
        return purposes().stream()
                .collect(toMap(purpose -> purpose, purpose -> first("wording." + purpose).orElse("")));
    }

    static Stream<Purpose> marketing() {
        return Stream.of(Purpose.values()).filter(Purpose::needsConsent);
    }

    private Optional<String> first(String field) {
        return fields.getOrDefault(field, List.of()).stream().findFirst();
    }
}
