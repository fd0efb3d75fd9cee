package vestnik.clinic.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vestnik.clinic.ClinicSettings;
import vestnik.clinic.intake.Verdict.Bad;
import vestnik.clinic.intake.Verdict.Good;

class PhonesTest {

    final Phones phones = new Phones(new ClinicSettings("Clinic", ZoneId.of("Europe/Moscow"), "RU", Locale.of("ru")));

    @ParameterizedTest
    @CsvSource({"8 (916) 123-45-67,+79161234567,true", "9161234567,+79161234567,true",
            "８９１６１２３４５６７,+79161234567,true", "8 916 123-45-67 доб. 12,+79161234567,true",
            "+7 495 123-45-67,+74951234567,false", "8-800-200-06-00,+78002000600,false",
            "+7 701 123 45 67,+77011234567,true", "+375 29 123-45-67,+375291234567,true"})
    void anyUsualSpellingBecomesE164(String text, String number, boolean takesSms) {
        assertThat(phones.check(text)).isEqualTo(new Good<>(new Phone(number, takesSms)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"112", "+7 000 123-45-67", "нет", "12345", "+7 916 123-45-67-89-10", ""})
    void whatNobodyAnswersIsRefused(String text) {
        assertThat(phones.check(text)).isInstanceOf(Bad.class);
    }
}
