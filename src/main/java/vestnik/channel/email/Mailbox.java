package vestnik.channel.email;

import com.ibm.icu.text.IDNA;

/// E-mail addresses as SMTP wants them.
final class Mailbox {

    private static final IDNA UTS46 = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.USE_STD3_RULES);

    private Mailbox() {}

    /// The address with its domain in A-labels (UTS 46); unchanged if it has none that can be converted.
    static String withAsciiDomain(String address) {
        int at = address.lastIndexOf('@');
        if (isAscii(address, at + 1)) {
            return address;
        }
        var info = new IDNA.Info();
        var domain = UTS46.nameToASCII(address.substring(at + 1), new StringBuilder(), info);
        return info.hasErrors() ? address : address.substring(0, at + 1) + domain;
    }

    /// Whether it can stand between `<` and `>` of an SMTP command: no quoted local part, no control character, one `@`,
    /// an ASCII domain.
    static boolean isSendable(String address) {
        int at = address.indexOf('@');
        return at > 0
                && at < address.length() - 1
                && address.substring(at + 1).chars().allMatch(Mailbox::mayStandInDomain)
                && address.substring(0, at).codePoints().allMatch(Mailbox::mayStandInLocalPart);
    }

    /// Whether the local part needs SMTPUTF8 (RFC 6531).
    static boolean needsUtf8(String address) {
        return !isAscii(address, 0);
    }

    private static boolean isAscii(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayStandInDomain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    }

    private static boolean mayStandInLocalPart(int c) {
        return c <= 0x7f ? c > ' ' && c < 0x7f && "<>()[]\\,;:\"@".indexOf(c) < 0 : isText(c);
    }

    private static boolean isText(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
