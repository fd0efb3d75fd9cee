package vestnik.template;

import freemarker.core.InvalidReferenceException;
import freemarker.template.TemplateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import vestnik.vocabulary.Purpose;

/// Renders a text with every choice of the fields that may be absent, at most seven of them, and reads what comes out.
final class RenderLint {

    private static final Pattern UNSEEN = Pattern.compile(
            "<style.*?</style>|<title.*?</title>|<!--.*?-->|<div class=\"preheader\".*?</div>|<[^>]*>",
            Pattern.DOTALL);
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Source source;
    private final Manifest manifest;
    private final Problems problems;

    RenderLint(Source source, Manifest manifest, Problems problems) {
        this.source = source;
        this.manifest = manifest;
        this.problems = problems;
    }

    void check(ParsedPart parsed) {
        Map<String, String> full = Samples.of(source.language(), manifest.fields());
        List<String> optional = full.keySet().stream().filter(key -> !manifest.given().contains(key)).toList();
        for (int absent = 0; absent < 1 << optional.size(); absent++) {
            check(parsed, without(full, optional, absent));
        }
    }

    /// All fields but those whose bit is set.
    private static Map<String, String> without(Map<String, String> full, List<String> optional, int absent) {
        Map<String, String> fields = new HashMap<>(full);
        for (int i = 0; i < optional.size(); i++) {
            if ((absent >> i & 1) == 1) {
                fields.remove(optional.get(i));
            }
        }
        return fields;
    }

    private void check(ParsedPart parsed, Map<String, String> fields) {
        try {
            checkText(parsed.render(FieldModel.of(manifest.fields(), fields)).strip(), fields);
        } catch (InvalidReferenceException absent) {
            problem(absent.getLineNumber(), absent.getBlamedExpressionString() + " may be absent: guard it with ??");
        } catch (TemplateException failure) {
            problem(failure.getLineNumber(), "cannot be rendered: " + failure.getMessageWithoutStackTop().lines()
                    .findFirst().orElse(""));
        }
    }

    private void checkText(String text, Map<String, String> fields) {
        require(!text.isBlank(), "is empty when fields are absent");
        switch (source.part()) {
            case SUBJECT -> require(!text.contains("\n"), "a subject is one line");
            case HTML -> {
                require(text.contains("<html lang=\"" + source.language().code() + "\""),
                        "needs <html lang=\"" + source.language().code() + "\">");
                checkMarketing(text, UNSEEN.matcher(text).replaceAll(" "), fields);
            }
            case TEXT -> checkMarketing(text, text, fields);
            case SMS -> {
                require(text.length() <= SmsContent.LONGEST, "is longer than " + SmsContent.LONGEST + " characters");
                checkMarketing(text, text, fields);
            }
        }
    }

    private void checkMarketing(String text, String seen, Map<String, String> fields) {
        if (manifest.purpose().needsConsent()) {
            require(text.contains(fields.getOrDefault(Field.UNSUBSCRIBE_URL.key(), "unsubscribe link")),
                    "must always print unsubscribeUrl, for it is marketing");
        }
        if (manifest.purpose() == Purpose.PROMOTION || manifest.purpose() == Purpose.PARTNER) {
            checkAdvertising(SPACE.matcher(seen).replaceAll(" "));
        }
    }

    private void checkAdvertising(String seen) {
        require(seen.contains(source.language().warning()),
                "must always carry the warning \"%s\" (38-FZ 24.7)".formatted(source.language().warning()));
        require(seen.contains(source.language().advertising()),
                "must always carry the mark \"%s\"".formatted(source.language().advertising()));
    }

    private void require(boolean fulfilled, String message) {
        if (!fulfilled) {
            problem(1, message);
        }
    }

    private void problem(int line, String message) {
        problems.add(source.file(), line, message);
    }
}
