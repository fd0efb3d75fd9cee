package vestnik.twilio;

import java.util.stream.IntStream;

/// How many segments Twilio bills for a text: GSM-7 160 then 153, else UCS-2 70 then 67; no character is split.
final class Segments {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "\f^{}\\[~]|€";

    private Segments() {}

    static int of(String text) {
        return text.chars().allMatch(Segments::isGsm)
                ? count(text.chars().map(c -> EXTENDED.indexOf(c) < 0 ? 1 : 2), 160, 153)
                : count(text.codePoints().map(Character::charCount), 70, 67);
    }

    private static boolean isGsm(int c) {
        return BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0;
    }

    private static int count(IntStream widths, int single, int each) {
        int[] units = widths.toArray();
        if (IntStream.of(units).sum() <= single) {
            return 1;
        }
        int segments = 1;
        int room = each;
        for (int unit : units) {
            if (unit > room) {
                segments++;
                room = each;
            }
            room -= unit;
        }
        return segments;
    }
}
