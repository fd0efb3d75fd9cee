package vestnik.receipt.bounce;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The words of an HTML page, roughly, in time that grows only with its length.
final class Page {

    private static final Pattern LINE_END = Pattern.compile("(?i)<(?:br|p|div|tr|li)\\b[^<>]*>");
    // An address in angle brackets is no tag.
    private static final Pattern TAG = Pattern.compile("<(?![^<>\\s]{1,200}@)[^<>]*>");

    private Page() {}

    static String text(String html) {
        String shown = html;
        for (String unseen : List.of("head", "style", "script")) {
            shown = without(unseen, shown);
        }
        return TAG.matcher(LINE_END.matcher(shown).replaceAll("\n")).replaceAll(" ").replace("&lt;", "<")
                .replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&");
    }

    private static String without(String element, String html) {
        String lower = html.toLowerCase(Locale.ROOT);
        if (lower.length() != html.length()) {
            return html;
        }
        var shown = new StringBuilder();
        int from = 0;
        int start = lower.indexOf("<" + element);
        while (start >= 0) {
            shown.append(html, from, start);
            int end = lower.indexOf("</" + element, start);
            from = end < 0 ? html.length() : end;
            start = end < 0 ? -1 : lower.indexOf("<" + element, from + 1);
        }
        return shown.append(html, from, html.length()).toString();
    }
}
