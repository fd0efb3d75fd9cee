package vestnik.box.web;

import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/// Plain text as HTML whose web addresses are links, as readers' programs make them.
final class Linked {

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"']*[^\\s<>\"'.,;:!?)]");

    private Linked() {}

    static String html(String text) {
        return ADDRESS.matcher(HtmlUtils.htmlEscape(text, "UTF-8"))
                .replaceAll("<a href=\"$0\" target=\"_blank\" rel=\"noopener\">$0</a>");
    }
}
