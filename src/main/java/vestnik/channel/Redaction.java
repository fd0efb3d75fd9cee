package vestnik.channel;

import java.util.regex.Pattern;

/// Takes what names a person out of a provider's words, so that they may stand in logs and reports.
public final class Redaction {

    private static final int LONGEST = 300;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\s]+");
    private static final Pattern ADDRESS = Pattern.compile("<?[^\\s<>,;:()\"']+@[^\\s<>,;()\"']+>?");
    private static final Pattern PHONE = Pattern.compile("\\+?\\d[\\d ()-]{6,}\\d");

    private Redaction() {}

    /// One line of at most 300 characters without e-mail addresses.
    public static String withoutAddresses(String text) {
        return oneLine(ADDRESS.matcher(text).replaceAll("<address>"));
    }

    /// One line of at most 300 characters without phone numbers; error codes of five digits stay.
    public static String withoutPhones(String text) {
        return oneLine(PHONE.matcher(text).replaceAll("<phone>"));
    }

    private static String oneLine(String text) {
        String line = CONTROL.matcher(text).replaceAll(" ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
