package vestnik.clinic.intake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Streams the resources of a file: root objects one after the other, and the entries of bundles, also nested ones.
/// Only one resource is in memory at a time.
final class FhirResources implements Closeable {

    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final String BUNDLE = "Bundle";

    private final JsonParser parser;
    private long number;
    private boolean inEntries;
    private @Nullable FhirResources nested;

    private FhirResources(JsonParser parser) {
        this.parser = parser;
    }

    static FhirResources open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return new FhirResources(JSON.createParser(ObjectReadContext.empty(), in));
    }

    /// The next resource; null after the last.
    @Nullable
    FhirResource next() {
        try {
            var found = advance();
            return found == null ? null : new FhirResource(++number, found.type(), found.json(), found.id());
        } catch (JacksonException broken) {
            var at = broken.getLocation();
            throw unreadable("BROKEN_JSON", at == null ? 1 : at.getLineNr(),
                    "the JSON breaks off or is damaged here; export the file again as UTF-8");
        }
    }

    @Override
    public void close() {
        parser.close();
    }

    private @Nullable FhirResource advance() {
        while (true) {
            var inner = nested == null ? null : nested.advance();
            if (inner != null) {
                return inner;
            }
            nested = null;
            var token = parser.nextToken();
            if (token == null) {
                return null;
            }
            var found = inEntries ? unfold(entry(token)) : root(token);
            if (found != null) {
                return found;
            }
        }
    }

    private @Nullable FhirResource unfold(@Nullable FhirResource found) {
        if (found == null || !found.type().equals(BUNDLE)) {
            return found;
        }
        nested = new FhirResources(JSON.createParser(ObjectReadContext.empty(), new StringReader(found.json())));
        return new FhirResource(0, BUNDLE, "", found.id());
    }

    private @Nullable FhirResource root(JsonToken token) {
        if (token == JsonToken.END_OBJECT || skipField(token)) {
            return null;
        }
        if (token != JsonToken.START_OBJECT) {
            throw unreadable("NOT_FHIR", parser.currentTokenLocation().getLineNr(), "a JSON object should begin here");
        }
        return new Body().read(true);
    }

    // What stands in a bundle beside its entries.
    private boolean skipField(JsonToken token) {
        if (token != JsonToken.PROPERTY_NAME) {
            return false;
        }
        parser.nextToken();
        parser.skipChildren();
        return true;
    }

    private @Nullable FhirResource entry(JsonToken token) {
        if (token == JsonToken.END_ARRAY) {
            inEntries = false;
            return null;
        }
        FhirResource resource = null;
        String fullUrl = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var field = parser.currentName();
            var value = parser.nextToken();
            if (field.equals("resource") && value == JsonToken.START_OBJECT) {
                resource = new Body().read(false);
            } else if (field.equals("fullUrl") && value == JsonToken.VALUE_STRING) {
                fullUrl = parser.getString();
            } else {
                parser.skipChildren();
            }
        }
        return resource == null || resource.id() != null || fullUrl == null
                ? resource
                : new FhirResource(0, resource.type(), resource.json(), FhirReferences.idOf(fullUrl));
    }

    private static UnreadableFileException unreadable(String code, int line, String why) {
        return new UnreadableFileException(code, "line " + line + ": " + why);
    }

    /// Reads one object, copying it only as long as it may be of use.
    private final class Body {

        private final StringWriter text = new StringWriter();
        private final JsonGenerator copy = JSON.createGenerator(ObjectWriteContext.empty(), text);
        private String type = "";
        private @Nullable String id;

        /// Null for a bundle at the root: its entries follow.
        private @Nullable FhirResource read(boolean atRoot) {
            copy.writeStartObject();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var field = parser.currentName();
                if (atRoot && field.equals("entry") && (type.isEmpty() || type.equals(BUNDLE))) {
                    parser.nextToken();
                    inEntries = true;
                    return null;
                }
                field(field);
            }
            copy.writeEndObject();
            copy.close();
            return finish(atRoot);
        }

        private void field(String field) {
            if (isOfUse()) {
                copy.copyCurrentStructure(parser);
            } else {
                parser.nextToken();
                parser.skipChildren();
            }
            if (field.equals("resourceType") && parser.currentToken() == JsonToken.VALUE_STRING) {
                type = parser.getString();
            }
            if (field.equals("id") && parser.currentToken() == JsonToken.VALUE_STRING) {
                id = parser.getString();
            }
        }

        private boolean isOfUse() {
            return type.isEmpty() || type.equals(BUNDLE) || FhirResource.kindOf(type).isPresent();
        }

        private FhirResource finish(boolean atRoot) {
            if (type.isEmpty() && atRoot) {
                throw unreadable("NOT_FHIR", parser.currentTokenLocation().getLineNr(),
                        "the object that ends here has no resourceType");
            }
            return new FhirResource(0, type, text.toString(), id);
        }
    }
}
