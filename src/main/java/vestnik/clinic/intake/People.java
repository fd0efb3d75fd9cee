package vestnik.clinic.intake;

import static vestnik.clinic.intake.Column.*;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vestnik.clinic.ClinicSettings;

/// Reads what patients and representatives have in common.
@Component
final class People {

    private static final Set<String> LANGUAGES = Set.of("ru", "en");

    private final ClinicSettings clinic;
    private final Phones phones;
    private final EmailAddresses emails;

    People(ClinicSettings clinic, Phones phones, EmailAddresses emails) {
        this.clinic = clinic;
        this.phones = phones;
        this.emails = emails;
    }

    Person read(Reading reading, boolean deceased) {
        return new Person(reading.text(FAMILY_NAME), reading.text(GIVEN_NAME), reading.text(PATRONYMIC), deceased,
                locale(reading), reading.checked(EMAIL, emails::check), reading.checked(PHONE, phones::check));
    }

    private String locale(Reading reading) {
        var locale = reading.value(LOCALE, People::language, "neither ru nor en");
        return locale == null ? clinic.locale().getLanguage() : locale;
    }

    private static @Nullable String language(String text) {
        var language = text.toLowerCase(Locale.ROOT);
        return LANGUAGES.contains(language) ? language : null;
    }
}
