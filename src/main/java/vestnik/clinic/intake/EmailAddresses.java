package vestnik.clinic.intake;

import com.ibm.icu.text.IDNA;
import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import org.springframework.stereotype.Component;
import vestnik.clinic.intake.Verdict.Bad;
import vestnik.clinic.intake.Verdict.Good;

/// Checks e-mail addresses and brings their domains into A-labels (UTS 46). What only some relays deliver is refused:
/// comments, quoted or non-ASCII local parts, addresses without a dot in the domain or with an IP address for one.
@Component
final class EmailAddresses {

    private static final String NEVER_SAFE = "\"\\()<>,;:";
    private static final IDNA DOMAINS = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.USE_STD3_RULES);

    private final EmailValidator validator = JMail.strictValidator().disallowIpDomain().requireTopLevelDomain()
            .disallowExplicitSourceRouting().disallowQuotedIdentifiers().disallowObsoleteWhitespace();

    Verdict<String> check(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1 || !isPlain(text.substring(0, at))) {
            return new Bad<>("not an e-mail address");
        }
        var info = new IDNA.Info();
        var domain = DOMAINS.nameToASCII(text.substring(at + 1), new StringBuilder(), info);
        return info.hasErrors() ? new Bad<>("not a domain after the @") : check(text.substring(0, at), domain);
    }

    private Verdict<String> check(String local, StringBuilder domain) {
        var address = local + "@" + domain;
        return validator.isValid(address) ? new Good<>(address) : new Bad<>("not an e-mail address");
    }

    private static boolean isPlain(String local) {
        return local.chars().allMatch(c -> c > ' ' && c < 0x7f && NEVER_SAFE.indexOf(c) < 0);
    }
}
