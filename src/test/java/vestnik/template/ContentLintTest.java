package vestnik.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentLintTest {

    @TempDir
    Path root;

    private TemplateFolder folder;

    @BeforeEach
    void copy() {
        folder = TemplateFolder.ofTouchedTo(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"стоматолога", "УЗИ", "диагноз", "приём у кардиолога", "анализы готовы", "Ваш ЛОР",
            "лечения", "зубной врач", "чистка зубов у терапевта", "МРТ", "прививки", "лечёбный"})
    void refusesWhatIsMedicalInARussianSms(String words) {
        assertThat(problemsWith("appointment-reminder/ru/sms.ftl", words)).isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).startsWith("appointment-reminder/ru/sms.ftl:2: \"")
                        .contains(" is medical"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dentist", "your MRI", "X-ray", "check-up", "test results", "treatment", "cardiology",
            "Vaccination", "doctor"})
    void refusesWhatIsMedicalInAnEnglishSubject(String words) {
        folder.write("appointment-reminder/en/subject.ftl", "Reminder: " + words + "\n");
        assertThat(folder.problems()).isNotEmpty().allSatisfy(
                problem -> assertThat(problem).startsWith("appointment-reminder/en/subject.ftl:1: \"")
                        .contains(" is medical"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"визит", "ждём вас", "в рамках", "экономия", "лорд", "мочь", "спидометр", "Контактный",
            "latest", "actual", "labour", "fluent", "<#-- не врач -->"})
    void leavesPlainWordsAlone(String words) {
        assertThat(problemsWith("appointment-reminder/ru/sms.ftl", words)).isEmpty();
    }

    @Test
    void letsTheBodySayWhatTheSmsMayNot() {
        assertThat(problemsWith("appointment-reminder/ru/body.txt.ftl", "врач-терапевт")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"promotion/ru/body.html.ftlh", "promotion/ru/body.txt.ftl", "promotion/ru/sms.ftl",
            "partner-offer/ru/body.html.ftlh", "partner-offer/ru/body.txt.ftl", "partner-offer/ru/sms.ftl"})
    void refusesAdvertisingWithoutTheWarning(String file) {
        folder.replace(file, Language.RUSSIAN.warning(), "");
        assertThat(folder.problems()).containsExactly(
                file + ":1: must always carry the warning \"" + Language.RUSSIAN.warning() + "\" (38-FZ 24.7)");
    }

    @ParameterizedTest
    @CsvSource({"promotion/en/body.html.ftlh", "promotion/en/body.txt.ftl", "promotion/en/sms.ftl"})
    void refusesAWarningThatIsPrintedOnlySometimes(String file) {
        folder.replace(file, Language.ENGLISH.warning(),
                "<#if !(branchAddress?? && !branchPhone??)>" + Language.ENGLISH.warning() + "</#if>");
        assertThat(folder.problems()).containsExactly(
                file + ":1: must always carry the warning \"" + Language.ENGLISH.warning() + "\" (38-FZ 24.7)");
    }

    @Test
    void refusesAWarningThatNobodySees() {
        String html = "promotion/ru/body.html.ftlh";
        folder.replace(html, Language.RUSSIAN.warning(), "<!-- " + Language.RUSSIAN.warning() + " -->");
        assertThat(folder.problems()).singleElement().asString().contains(":1: must always carry the warning");
    }

    @ParameterizedTest
    @CsvSource({"promotion/ru/body.html.ftlh", "promotion/ru/body.txt.ftl", "promotion/ru/sms.ftl"})
    void refusesAdvertisingThatIsNotMarked(String file) {
        folder.replace(file, "Реклама", "Новости");
        assertThat(folder.problems()).containsExactly(file + ":1: must always carry the mark \"Реклама\"");
    }

    @ParameterizedTest
    @CsvSource({"promotion/ru/body.html.ftlh", "partner-offer/en/body.txt.ftl", "review-request/ru/sms.ftl"})
    void refusesMarketingThatCannotBeStopped(String file) {
        folder.replace(file, "${unsubscribeUrl}", "");
        assertThat(folder.problems())
                .containsExactly(file + ":1: must always print unsubscribeUrl, for it is marketing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "appointment-reminder/ru/subject.ftl  | one;two                         | a subject is one line",
            "appointment-reminder/ru/subject.ftl  | <#if wardName??></#if>          | wardName must not stand",
            "appointment-reminder/en/sms.ftl      | ;                               | is empty when fields are absent",
            "appointment-reminder/en/sms.ftl      | <#if branchPhone??>x</#if>      | is empty when fields are absent",
            "appointment-reminder/en/body.html.ftlh | <div class=\"preheader\">x</div> | needs <html lang=\"en\">",
            "appointment-reminder/en/body.html.ftlh | <html lang=\"en\">             | has no <div class=\"preheader\">"})
    void refusesWhatCannotBeSent(String file, String text, String reason) {
        folder.write(file, text.replace(';', '\n'));
        assertThat(folder.problems()).singleElement().asString().startsWith(file + ":1: " + reason);
    }

    @Test
    void refusesAnSmsThatNoProviderTakes() {
        assertThat(problemsWith("appointment-reminder/ru/sms.ftl", "я".repeat(1600)))
                .containsExactly("appointment-reminder/ru/sms.ftl:1: is longer than 1600 characters");
    }

    private List<String> problemsWith(String file, String words) {
        folder.write(file, folder.read(file) + words + "\n");
        return folder.problems();
    }
}
