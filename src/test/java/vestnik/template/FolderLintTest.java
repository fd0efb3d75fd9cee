package vestnik.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vestnik.vocabulary.Channel;

class FolderLintTest {

    private static final String MANIFEST = "promotion/template.yaml";

    @TempDir
    Path root;

    private TemplateFolder folder;

    @BeforeEach
    void copy() {
        folder = TemplateFolder.copiedTo(root);
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatThrownBy(() -> new Templates(root.resolve("nowhere"))).isInstanceOf(TemplatesRefused.class)
                .hasMessageContaining("nowhere:1: is not a folder");
    }

    @Test
    void refusesAFolderWithoutTemplates(@TempDir Path empty) {
        assertThatThrownBy(() -> new Templates(empty)).isInstanceOf(TemplatesRefused.class)
                .hasMessageContaining(":1: holds no templates");
    }

    @Test
    void refusesATemplateWithoutManifest() {
        folder.delete(MANIFEST);
        assertThat(folder.problems())
                .containsExactly(MANIFEST + ":1: is missing: it names the purpose and the fields");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "purpose: SPAM;fields: [clinicName]                 | 1 | purpose must be one of",
            "fields: [clinicName, unsubscribeUrl]               | 1 | purpose is missing",
            "purpose: PROMOTION                                 | 1 | fields is missing",
            "purpose: PROMOTION;fields: clinicName              | 2 | fields must be a list",
            "purpose: PROMOTION;colour: red;fields: []          | 2 | unknown key colour",
            "purpose: PROMOTION;purpose: REVIEW;fields: []      | 2 | purpose stands twice",
            "purpose: PROMOTION;fields:;- clinicName;- diagnosis | 4 | there is no field diagnosis",
            "purpose: PROMOTION;fields:;- clinicName;- wardName | 4 | the field wardName is not allowed for the purpose PROMOTION",
            "purpose: PROMOTION;fields:;- appointmentDate       | 3 | the field appointmentDate is not allowed for the purpose PROMOTION",
            "purpose: REVIEW;fields:;- branchPhone              | 3 | the field branchPhone is not allowed for the purpose REVIEW",
            "purpose: NOTICE;fields:;- unsubscribeUrl           | 3 | the field unsubscribeUrl is not allowed for the purpose NOTICE",
            "purpose: [PROMOTION;fields: []                     | 2 | is not YAML"})
    void refusesABadManifest(String manifest, int line, String reason) {
        folder.write(MANIFEST, manifest.replace(';', '\n'));
        assertThat(folder.problems())
                .anySatisfy(problem -> assertThat(problem).startsWith(MANIFEST + ":" + line + ": " + reason));
    }

    @ParameterizedTest
    @CsvSource({"promotion/en/sms.ftl", "promotion/ru/subject.ftl", "review-request/en/body.html.ftlh",
            "appointment-reminder/ru/body.txt.ftl"})
    void refusesATextThatIsMissing(String file) {
        folder.delete(file);
        assertThat(folder.problems())
                .containsExactly(file + ":1: is missing: each language needs all texts of a channel");
    }

    @Test
    void refusesALanguageThatIsMissing() {
        folder.delete("promotion/en");
        assertThat(folder.problems()).hasSize(4).allMatch(problem -> problem.startsWith("promotion/en/"));
    }

    @Test
    void allowsATemplateForOneChannel() {
        folder.delete("promotion/ru/sms.ftl");
        folder.delete("promotion/en/sms.ftl");
        MessageTemplate promotion = folder.load().get("promotion");
        assertThat(promotion.channels()).containsExactly(Channel.EMAIL);
        assertThatThrownBy(() -> promotion.sms(Locale.ENGLISH, promotion.sample(Locale.ENGLISH)))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("promotion has no sms.ftl");
    }

    @ParameterizedTest
    @CsvSource({"promotion/ru/body.html.ftl", "promotion/readme.md", "promotion/de/sms.ftl"})
    void refusesFilesThatWouldNeverBeRead(String file) {
        folder.write(file, "x");
        assertThat(folder.problems()).singleElement().asString().contains(":1: is not known here; known are ");
    }

    @Test
    void refusesATextThatIsNotUtf8() throws IOException {
        Files.write(root.resolve("promotion/ru/sms.ftl"), "Реклама".getBytes(Charset.forName("windows-1251")));
        assertThat(folder.problems()).containsExactly("promotion/ru/sms.ftl:1: is not UTF-8");
    }

    @Test
    void tellsTheOperatorWhatIsWrong() {
        folder.delete("promotion/en/sms.ftl");
        assertThatThrownBy(folder::load).isInstanceOfSatisfying(TemplatesRefused.class, refused -> {
            var analysis = new TemplatesRefusedAnalyzer().analyze(refused, refused);
            assertThat(analysis.getDescription()).contains("promotion/en/sms.ftl:1: is missing");
            assertThat(analysis.getAction()).contains("vestnik.templates");
        });
    }
}
