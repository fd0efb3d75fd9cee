package vestnik.clinic.intake;

import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/// Ids in references: `Patient/7`, `https://server/fhir/Patient/7/_history/2` and `urn:uuid:…`.
final class FhirReferences {

    private FhirReferences() {}

    static @Nullable String idOf(String url) {
        if (url.startsWith("urn:")) {
            return url.substring(url.lastIndexOf(':') + 1);
        }
        var path = url.replaceFirst("/_history/[^/]*$", "");
        return path.startsWith("#") ? null : path.substring(path.lastIndexOf('/') + 1);
    }

    static @Nullable String idOf(Reference reference) {
        var url = reference.getReference();
        return url == null ? null : idOf(url);
    }

    /// Whether a reference is to this type, by its URL or its type; a `urn:` that says no type may be anything.
    static boolean isTo(Reference reference, String type) {
        var url = reference.getReference();
        return type.equals(reference.getType())
                || (url != null && url.matches("(.*/)?" + type + "/[^/]+(/_history/[^/]+)?"));
    }
}
