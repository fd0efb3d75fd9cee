package vestnik.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstructLintTest {

    private static final String FILE = "appointment-reminder/ru/body.txt.ftl";

    @TempDir
    Path root;

    private TemplateFolder folder;

    @BeforeEach
    void copy() {
        folder = TemplateFolder.ofTouchedTo(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${\"1+1\"?eval}", "${'<#list 1..9 as i>x</#list>'?interpret}",
            "${\"freemarker.template.utility.Execute\"?new()}", "${clinicName?api.class}", "${.data_model.clinicName}",
            "${.globals.clinicName}", "${.main.clinicName}", "<#include \"other.ftl\">", "<#import \"other.ftl\" as o>",
            "<#assign x = clinicName>", "<#global x = 1>", "<#list 1.. as i>x</#list>",
            "<#list 1..9999999 as i>x</#list>",
            "<#attempt>${clinicName}<#recover></#attempt>", "<#macro m></#macro>",
            "<#function f()><#return 1></#function>",
            "<#setting locale=\"en\">", "<#noautoesc>${clinicName}</#noautoesc>", "${clinicName?html}",
            "<#stop \"x\">", "<#switch clinicName><#case \"x\"></#switch>",
            "${clinicName[0..5]}",
            "${clinicName?length}", "${[1, 2]?join(',')}", "${{'a': 1}.a}", "#{1}", "<#visit clinicName>", "<#flush>",
            "${clinicName?replace('a', 'b')}", "${\"a ${clinicName?length} b\"}",
            "<#if clinicName?matches('(a+)+')>x</#if>",
            "<#if clinicName == 'x'>y</#if>", "${1 + 1}", "<#compress>${clinicName}</#compress>"})
    void refusesWhatIsMoreThanPrintingAndAsking(String construct) {
        folder.write(FILE, folder.read(FILE) + "\n" + construct + "\n");
        int line = (int) folder.read(FILE).lines().count();
        assertThat(folder.problems()).anySatisfy(problem -> assertThat(problem)
                .startsWith(FILE + ":" + line + ": ").contains(" is not allowed: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${clinicName}", "${recipientName!}", "${recipientName!'you'}",
            "${(recipientName)!clinicName}",
            "<#if recipientName?? && !(branchName??)>x<#elseif branchPhone?has_content>y<#else>z</#if>",
            "<#-- said ${nowhere} -->x", "${clinicName?trim?cap_first}", "${\"${clinicName}\" + '!'}",
            "<#if clinicName??>y<#t></#if>", "<#noparse>${nowhere}</#noparse>"})
    void allowsToPrintAndToAsk(String construct) {
        folder.write(FILE, folder.read(FILE) + "\n" + construct + "\n");
        assertThat(folder.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "ru/body.txt.ftl  | ${patientName}      | unknown variable patientName",
            "ru/body.txt.ftl  | <#if diagnosis??>x</#if> | unknown variable diagnosis",
            "ru/body.txt.ftl  | ${visitDate}        | the field visitDate is not listed in template.yaml",
            "ru/body.txt.ftl  | <#if x              | Unexpected end of file reached.",
            "ru/body.txt.ftl  | <#foo>              | Unknown directive: #foo",
            "ru/body.txt.ftl  | ${clinicName?foo}   | Unknown built-in: \"foo\"",
            "ru/body.txt.ftl  | ${branchPhone}      | branchPhone may be absent: guard it with ??",
            "en/body.html.ftlh | ${branchPhone}     | branchPhone may be absent: guard it with ??",
            "en/body.html.ftlh | ${clinicName?no_esc} | ?no_esc is not allowed",
            "en/body.html.ftlh | ${clinicName?html} | Using ?html (legacy escaping) is not allowed when auto-escaping is on",
            "ru/sms.ftl       | ${recipientName!}   | recipientName must not stand in a subject, preheader or SMS, where others may see it",
            "ru/sms.ftl       | ${wardName!}        | wardName must not stand in a subject, preheader or SMS, where others may see it",
            "en/sms.ftl       | ${specialistName!}  | specialistName must not stand in a subject, preheader or SMS, where others may see it",
            "en/sms.ftl       | <#if branchName??>x</#if> | branchName must not stand in a subject, preheader or SMS, where others may see it"})
    void namesTheLineAndTheReason(String file, String construct, String reason) {
        String path = "appointment-reminder/" + file;
        folder.write(path, folder.read(path) + "\n" + construct + "\n");
        int line = (int) folder.read(path).lines().count();
        assertThat(folder.problems()).singleElement().asString().startsWith(path + ":" + line + ": " + reason);
    }

    @Test
    void refusesToSwitchEscapingOff() {
        String html = "promotion/en/body.html.ftlh";
        folder.write(html, "<#ftl output_format='plainText'>\n" + folder.read(html));
        assertThat(folder.problems())
                .containsExactly(html + ":1: #ftl is not allowed: how a file is read follows from its name");
    }

    @Test
    void readsThePreheaderLikeTheSubject() {
        String html = "appointment-reminder/ru/body.html.ftlh";
        folder.replace(html, "Когда и где — в письме.", "Вас ждёт\n${specialistName!},\nврач");
        int line = folder.lineOf(html, "<div class=\"preheader\"");
        assertThat(folder.problems()).containsExactly(
                html + ":" + (line + 1)
                        + ": specialistName must not stand in a subject, preheader or SMS, where others may see it",
                html + ":" + (line + 2)
                        + ": \"врач\" is medical: it must not stand in a subject, preheader or SMS (323-FZ 13)");
    }

    @Test
    void tellsAllProblemsOfAllTemplatesAtOnce() {
        folder.replace("promotion/ru/sms.ftl", "Реклама", "Стоматология");
        folder.write("review-request/en/subject.ftl", "One\n${nothing}\n");
        folder.delete("partner-offer/template.yaml");
        assertThat(folder.problems()).hasSize(3);
    }
}
