package vestnik.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static vestnik.template.SmsEncoding.GSM_7;
import static vestnik.template.SmsEncoding.UCS_2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SmsPartsTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("", GSM_7, 1),
                Arguments.of("a".repeat(160), GSM_7, 1),
                Arguments.of("a".repeat(161), GSM_7, 2),
                Arguments.of("a".repeat(306), GSM_7, 2),
                Arguments.of("a".repeat(307), GSM_7, 3),
                Arguments.of("@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà\r\n", GSM_7, 1),
                Arguments.of("€".repeat(80), GSM_7, 1),
                Arguments.of("€".repeat(80) + "a", GSM_7, 2),
                Arguments.of("a".repeat(152) + "€" + "a".repeat(151), GSM_7, 2),
                Arguments.of("a".repeat(152) + "€" + "a".repeat(152), GSM_7, 3),
                Arguments.of("я".repeat(70), UCS_2, 1),
                Arguments.of("я".repeat(71), UCS_2, 2),
                Arguments.of("я".repeat(134), UCS_2, 2),
                Arguments.of("я".repeat(135), UCS_2, 3),
                Arguments.of("a".repeat(70) + "№", UCS_2, 2),
                Arguments.of("я".repeat(66) + "😀" + "я".repeat(65), UCS_2, 2),
                Arguments.of("я".repeat(66) + "😀" + "я".repeat(66), UCS_2, 3),
                Arguments.of("ç", UCS_2, 1),
                Arguments.of("`", UCS_2, 1),
                Arguments.of("’", UCS_2, 1),
                Arguments.of("\u00a0", UCS_2, 1),
                Arguments.of("\t", UCS_2, 1),
                Arguments.of("\u0000", UCS_2, 1));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void countsAsTheNetworkDoes(String text, SmsEncoding encoding, int parts) {
        assertThat(SmsContent.of(text)).isEqualTo(new SmsContent(text, parts, encoding));
    }

    @Test
    void countsAsTheProviderDoes() throws IOException {
        for (String line : Files.readAllLines(corpus().resolve("sms/segments.jsonl"))) {
            JsonNode expected = JsonMapper.shared().readTree(line);
            SmsContent counted = SmsContent.of(expected.get("text").asString());
            assertThat(counted.encoding().name().replace('_', '-')).isEqualTo(expected.get("encoding").asString());
            assertThat(counted.parts()).as(line).isEqualTo(expected.get("segments").asInt());
        }
    }

    private static Path corpus() {
        String folder = System.getProperty("vestnik.corpora");
        return folder == null ? abort("skipped: -Dvestnik.corpora is not given") : Path.of(folder);
    }
}
