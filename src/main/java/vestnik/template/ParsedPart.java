package vestnik.template;

import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateHashModel;
import java.io.IOException;
import java.io.UncheckedIOException;

/// One file of a template, parsed once and rendered by any number of threads.
final class ParsedPart {

    private final Template template;
    private volatile int expected = 512;

    ParsedPart(Template template) {
        this.template = template;
    }

    Node tree() {
        return ParseTree.of(template);
    }

    String render(TemplateHashModel fields) throws TemplateException {
        var writer = new BoundedWriter(expected);
        try {
            template.process(fields, writer);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        String text = writer.toString();
        if (text.length() > expected) {
            expected = text.length() + text.length() / 8;
        }
        return text;
    }
}
