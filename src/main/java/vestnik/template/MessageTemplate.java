package vestnik.template;

import freemarker.template.TemplateException;
import freemarker.template.TemplateHashModel;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What is written to people for one purpose, in every language; rendering is fast and may be done by many threads.
///
/// Fields are texts, ready for the reader: formatted in the reader's language and the branch's zone. An absent or blank
/// field is simply not mentioned, except those without which the message would make no sense: the clinic's name, a
/// reminder's date and time, a review's date of visit, and the unsubscribe link of marketing.
public final class MessageTemplate {

    private final String name;
    private final Manifest manifest;
    private final Map<Language, Map<Part, ParsedPart>> parts;

    MessageTemplate(String name, Manifest manifest, Map<Language, Map<Part, ParsedPart>> parts) {
        this.name = name;
        this.manifest = manifest;
        this.parts = parts;
    }

    /// The name of its folder.
    public String name() {
        return name;
    }

    /// Why such a message is written; a template has exactly one purpose.
    public Purpose purpose() {
        return manifest.purpose();
    }

    /// On which channels it can be sent.
    public Set<Channel> channels() {
        return parts.values().stream().flatMap(files -> files.keySet().stream()).map(Part::channel)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Channel.class)));
    }

    /// The names of the fields it uses.
    public Set<String> fields() {
        return manifest.fields();
    }

    /// Renders the e-mail in the reader's language; any language but English reads Russian.
    ///
    /// @throws IllegalArgumentException if there is no e-mail, a field is missing that must be there, or it grows too long
    public EmailContent email(Locale locale, Map<String, ?> fields) {
        Language language = Language.of(locale);
        FieldModel model = model(fields);
        return new EmailContent(render(language, Part.SUBJECT, model, ParsedPart::render).strip(),
                render(language, Part.HTML, model, ParsedPart::renderMail),
                render(language, Part.TEXT, model, ParsedPart::renderMail));
    }

    /// Renders the SMS in the reader's language and counts its parts.
    ///
    /// @throws IllegalArgumentException if there is no SMS, a field is missing that must be there, or it is longer than
    ///         [SmsContent#LONGEST]
    public SmsContent sms(Locale locale, Map<String, ?> fields) {
        String body = render(Language.of(locale), Part.SMS, model(fields), ParsedPart::render).strip();
        if (body.length() > SmsContent.LONGEST) {
            throw new IllegalArgumentException(name + ": an SMS of " + body.length() + " characters");
        }
        return SmsContent.of(body);
    }

    /// Fields of an invented person, to show what a message looks like.
    public Map<String, String> sample(Locale locale) {
        return Samples.of(Language.of(locale), manifest.fields());
    }

    private FieldModel model(Map<String, ?> given) {
        FieldModel model = FieldModel.of(manifest.fields(), given);
        requireGiven(manifest.given(), model);
        return model;
    }

    private void requireGiven(Collection<String> keys, FieldModel model) {
        for (String key : keys) {
            if (model.get(key) == null) {
                throw new IllegalArgumentException(name + " needs the field " + key);
            }
        }
    }

    private <T> T render(Language language, Part part, TemplateHashModel model, Rendering<T> rendering) {
        ParsedPart parsed = parts.getOrDefault(language, Map.of()).get(part);
        if (parsed == null) {
            throw new IllegalArgumentException(name + " has no " + part.file());
        }
        try {
            return rendering.of(parsed, model);
        } catch (TemplateException failure) {
            // FreeMarker's message may quote a field.
            throw new IllegalArgumentException("%s/%s/%s:%d cannot be rendered".formatted(name, language.code(),
                    part.file(), failure.getLineNumber()));
        }
    }

    @FunctionalInterface
    private interface Rendering<T> {

        T of(ParsedPart part, TemplateHashModel fields) throws TemplateException;
    }
}
