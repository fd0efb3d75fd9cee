package vestnik.template;

import java.util.PrimitiveIterator;

/// Counts the parts of an SMS by 3GPP TS 23.038 and 23.040.
///
/// Alone a part holds 160 septets or 70 units; of several each loses 7 septets or 3 units to the header that joins them.
/// A character that takes two, an escaped one or a surrogate pair, is never cut.
final class SmsParts {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String ESCAPED = "\f^{}\\[~]|€";
    private static final byte[] SEPTETS = septets();

    private SmsParts() {}

    static SmsContent count(String body) {
        return isGsm(body)
                ? new SmsContent(body, parts(body.chars().map(SmsParts::septetsOf).iterator(), 160, 153),
                        SmsEncoding.GSM_7)
                : new SmsContent(body, parts(body.codePoints().map(Character::charCount).iterator(), 70, 67),
                        SmsEncoding.UCS_2);
    }

    private static int parts(PrimitiveIterator.OfInt widths, int alone, int joined) {
        int total = 0;
        int parts = 1;
        int filled = 0;
        while (widths.hasNext()) {
            int width = widths.nextInt();
            total += width;
            filled += width;
            if (filled > joined) {
                parts++;
                filled = width;
            }
        }
        return total <= alone ? 1 : parts;
    }

    private static boolean isGsm(String body) {
        for (int i = 0; i < body.length(); i++) {
            if (septetsOf(body.charAt(i)) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int septetsOf(int character) {
        return character < SEPTETS.length ? SEPTETS[character] : 0;
    }

    private static byte[] septets() {
        byte[] septets = new byte['€' + 1];
        BASIC.chars().forEach(character -> septets[character] = 1);
        ESCAPED.chars().forEach(character -> septets[character] = 2);
        return septets;
    }
}
