package vestnik.box.web;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the page of the box says, in the reader's language.
final class Words {

    private Words() {}

    static Map<String, String> in(Locale locale) {
        var bundle = ResourceBundle.getBundle("vestnik.box.words", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return bundle.keySet().stream().collect(Collectors.toMap(Function.identity(), bundle::getString));
    }
}
