package vestnik.clinic.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    void noWrongAddressOfTheCorpusPasses() throws Exception {
        var corpora = System.getProperty("vestnik.corpora");
        Assumptions.assumeTrue(corpora != null, "skipped: no -Dvestnik.corpora");
        var xml = Path.of(corpora, "addresses", "tests-original.xml");
        var wrong = new ArrayList<String>();
        var counts = new int[4];
        for (var test : tests(xml)) {
            var category = text(test, "category");
            boolean bad = category.equals("ISEMAIL_ERR");
            boolean passes = addresses.check(address(test)) instanceof Good;
            counts[(bad ? 2 : 0) + (passes ? 1 : 0)]++;
            if (bad && passes) {
                wrong.add(test.getAttribute("id"));
            }
            if (category.equals("ISEMAIL_VALID_CATEGORY") || category.equals("ISEMAIL_DNSWARN")) {
                LoggerFactory.getLogger(getClass()).debug("{} {} {}", test.getAttribute("id"), category, passes);
            }
        }
        LoggerFactory.getLogger(getClass()).info(
                "addresses corpus: of {} wrong ones {} pass; of {} others (many of them obsolete forms) {} pass",
                counts[2] + counts[3], counts[3], counts[0] + counts[1], counts[1]);
        assertThat(counts[0] + counts[1] + counts[2] + counts[3]).isEqualTo(279);
        assertThat(wrong).as("ids of wrong addresses that pass").isEmpty();
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
