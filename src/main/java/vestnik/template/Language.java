package vestnik.template;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The languages every template is written in, and the words the law asks for in each.
enum Language {

    RUSSIAN("ru", "Имеются противопоказания. Необходима консультация специалиста.", "Реклама"), ENGLISH("en",
            "There are contraindications. Consult a specialist.", "Advertisement");

    private final String code;
    private final String warning;
    private final String advertising;

    Language(String code, String warning, String advertising) {
        this.code = code;
        this.warning = warning;
        this.advertising = advertising;
    }

    static Optional<Language> coded(String code) {
        return Arrays.stream(values()).filter(language -> language.code.equals(code)).findFirst();
    }

    static Language of(Locale locale) {
        return locale.getLanguage().equals(ENGLISH.code) ? ENGLISH : RUSSIAN;
    }

    /// Its ISO 639-1 code, which is also the name of its folder.
    String code() {
        return code;
    }

    /// The warning that goes with any advertising of medical services (38-FZ 24.7).
    String warning() {
        return warning;
    }

    /// The word that marks advertising as such.
    String advertising() {
        return advertising;
    }
}
