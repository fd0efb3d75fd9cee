package vestnik.template;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.util.Locale;

/// FreeMarker, shut in: no loader, no classes, no object but plain text; HTML is escaped by itself.
final class TemplateParser {

    private final Configuration html = configuration();
    private final Configuration plain = configuration();

    TemplateParser() {
        html.setOutputFormat(HTMLOutputFormat.INSTANCE);
        plain.setOutputFormat(PlainTextOutputFormat.INSTANCE);
    }

    /// Fails with a [freemarker.core.ParseException] that knows the line.
    ParsedPart parse(Source source) throws IOException {
        Configuration configuration = source.part() == Part.HTML ? html : plain;
        return new ParsedPart(new Template(source.file().toString(), source.text(), configuration));
    }

    private static Configuration configuration() {
        var configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setRecognizeStandardFileExtensions(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
        configuration.setAPIBuiltinEnabled(false);
        configuration.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(false);
        configuration.setNumberFormat("c");
        configuration.setLocale(Locale.ROOT);
        return configuration;
    }
}
