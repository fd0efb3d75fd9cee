package vestnik.clinic.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;
import vestnik.clinic.intake.Verdict.Bad;
import vestnik.clinic.intake.Verdict.Good;

class EmailAddressesTest {

    final EmailAddresses addresses = new EmailAddresses();

    @ParameterizedTest
    @CsvSource({"anna@example.org,anna@example.org", "Anna.B+x@Example.ORG,Anna.B+x@example.org",
            "anna@почта.рф,anna@xn--80a1acny.xn--p1ai", "anna@straße.de,anna@xn--strae-oqa.de"})
    void aUsableAddressKeepsItsLocalPartAndItsDomainBecomesALabels(String text, String normal) {
        assertThat(addresses.check(text)).isEqualTo(new Good<>(normal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "anna@", "@example.org", "anna@example", "anna@[127.0.0.1]", "анна@example.org",
            "\"anna\"@example.org", "an(na)@example.org", "an\\na@example.org", "anna@exam ple.org",
            "anna@example.org\nBcc: b@example.org", "a..b@example.org", ".a@example.org", "a@-example.org",
            "a@example.org, b@example.org", "Anna <anna@example.org>", "a\u0000b@example.org", "a@b@example.org"})
    void whatSomeRelayWouldRefuseIsRefused(String text) {
        assertThat(addresses.check(text)).isInstanceOf(Bad.class);
    }

    @Test
    void ofTheCorpusEveryPlainValidAddressPassesAndNoWrongOne() throws Exception {
        var corpora = System.getProperty("vestnik.corpora");
        Assumptions.assumeTrue(corpora != null, "skipped: no -Dvestnik.corpora");
        var passed = new TreeMap<String, Integer>();
        var refused = new TreeMap<String, Integer>();
        for (var test : tests(Path.of(corpora, "addresses", "tests-original.xml"))) {
            var counts = addresses.check(address(test)) instanceof Good ? passed : refused;
            counts.merge(text(test, "category"), 1, Integer::sum);
        }
        LoggerFactory.getLogger(getClass()).info("addresses corpus: passed {}, refused {}", passed, refused);
        assertThat(passed).doesNotContainKey("ISEMAIL_ERR");
        assertThat(refused).containsEntry("ISEMAIL_ERR", 88).doesNotContainKey("ISEMAIL_VALID_CATEGORY");
    }

    private static List<Element> tests(Path xml) throws Exception {
        try (var in = Files.newInputStream(xml)) {
            var nodes = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in)
                    .getElementsByTagName("test");
            var tests = new ArrayList<Element>();
            for (int i = 0; i < nodes.getLength(); i++) {
                tests.add((Element) nodes.item(i));
            }
            return tests;
        }
    }

    // Control characters stand there as their symbols, 0x2400 above.
    private static String address(Element test) {
        return text(test, "address").chars().map(c -> c >= 0x2400 && c < 0x2420 ? c - 0x2400 : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static String text(Element test, String tag) {
        return test.getElementsByTagName(tag).item(0).getTextContent();
    }
}
