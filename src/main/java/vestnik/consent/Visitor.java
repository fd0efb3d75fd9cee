package vestnik.consent;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who reads the message that carried a link.
///
/// @param representativeId null if the patient reads it
public record Visitor(LinkTarget link, @Nullable Long representativeId, Locale locale) {

    String message() {
        return link.mailingId() + "." + link.ordinal();
    }

    String actor() {
        return representativeId == null ? "patient" : "representative";
    }
}
