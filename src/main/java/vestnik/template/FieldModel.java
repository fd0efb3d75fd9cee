package vestnik.template;

import freemarker.template.SimpleScalar;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The declared fields of one message, cleaned, as FreeMarker reads them; blank is the same as absent.
final class FieldModel implements TemplateHashModel {

    private final Map<String, TemplateModel> fields;

    private FieldModel(Map<String, TemplateModel> fields) {
        this.fields = fields;
    }

    static FieldModel of(Iterable<String> declared, Map<String, ?> given) {
        Map<String, TemplateModel> fields = HashMap.newHashMap(16);
        for (String key : declared) {
            Object value = given.get(key);
            String text = value == null ? "" : clean(value.toString());
            if (!text.isEmpty()) {
                fields.put(key, new SimpleScalar(text));
            }
        }
        return new FieldModel(fields);
    }

    @Override
    public @Nullable TemplateModel get(String key) {
        return fields.get(key);
    }

    @Override
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /// A line break in a name would start a header of its own, a bidirectional override would turn the text around.
    private static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnfit(text.charAt(i))) {
                return replaceUnfit(text).strip();
            }
        }
        return text.strip();
    }

    private static String replaceUnfit(String text) {
        var clean = new StringBuilder(text.length());
        text.chars().forEach(character -> clean.append(isUnfit((char) character) ? ' ' : (char) character));
        return clean.toString();
    }

    private static boolean isUnfit(char character) {
        return Character.isISOControl(character) || (character >= '\u2028' && character <= '\u202e')
                || (character >= '\u2066' && character <= '\u2069');
    }
}
