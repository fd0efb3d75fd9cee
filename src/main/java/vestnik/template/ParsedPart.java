package vestnik.template;

import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateHashModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/// One file of a template, parsed once and rendered by any number of threads.
final class ParsedPart {

    private final Template template;
    private final FixedTexts fixed = new FixedTexts();
    private volatile int expected = 512;

    ParsedPart(Template template) {
        this.template = template;
    }

    Node tree() {
        return ParseTree.of(template);
    }

    String render(TemplateHashModel fields) throws TemplateException {
        var writer = new BoundedWriter(expected);
        write(fields, writer);
        String text = writer.toString();
        expect(text.length());
        return text;
    }

    MailText renderMail(TemplateHashModel fields) throws TemplateException {
        var writer = new MailWriter(fixed, expected);
        write(fields, writer);
        MailText text = writer.toMailText();
        expect(text.utf8().length);
        return text;
    }

    private void write(TemplateHashModel fields, Writer writer) throws TemplateException {
        try {
            template.process(fields, writer);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void expect(int length) {
        if (length > expected) {
            expected = length + length / 8;
        }
    }
}
