package vestnik.consent.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/// A form as a browser would send it, with what a person changed in it.
record Form(List<Map.Entry<String, String>> fields) {

    /// The form with a field of this name and value; of this name, if the value is empty.
    static Form on(String page, String name, String value) {
        var field = Jsoup.parse(page)
                .select("[name=%s]%s".formatted(name, value.isEmpty() ? "" : "[value=" + value + ']'))
                .first();
        var form = (FormElement) Objects.requireNonNull(Objects.requireNonNull(field).closest("form"));
        return new Form(new ArrayList<>(form.formData().stream()
                .map(one -> Map.entry(one.key(), isChosenToBeEmpty(form, one.key()) ? "" : one.value())).toList()));
    }

    // What jsoup takes for "on".
    private static boolean isChosenToBeEmpty(FormElement form, String name) {
        return !form.select("input[type=radio][checked][name=%s][value='']".formatted(name)).isEmpty();
    }

    Form with(String name, String value) {
        fields.add(Map.entry(name, value));
        return this;
    }

    Form set(String name, String value) {
        return without(name).with(name, value);
    }

    Form without(String name) {
        fields.removeIf(field -> field.getKey().equals(name));
        return this;
    }

    Form without(String name, String value) {
        fields.remove(Map.entry(name, value));
        return this;
    }

    String encoded() {
        return fields.stream()
                .map(field -> URLEncoder.encode(field.getKey(), UTF_8) + '='
                        + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    static String text(String page, String css) {
        return Jsoup.parse(page).select(css).stream().map(Element::text).collect(Collectors.joining(" "));
    }
}
