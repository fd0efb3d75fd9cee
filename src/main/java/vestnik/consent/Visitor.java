package vestnik.consent;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who reads the message that carried a link.
///
/// @param representativeId null if the patient reads it
public record Visitor(LinkTarget link, @Nullable Long representativeId, Locale locale) {

    /// The same reader of the same message, speaking for one of those in their care.
    Visitor speakingFor(Ward ward) {
        return new Visitor(new LinkTarget(ward.patientId(), link.purpose(), link.channel(), link.mailingId(),
                link.ordinal()), representativeId, locale);
    }

    /// The message that carried the link, `mailing.ordinal`.
    public String message() {
        return link.mailingId() + "." + link.ordinal();
    }

    /// Who it is, as the ledger says it: `patient` or `representative`.
    public String actor() {
        return representativeId == null ? "patient" : "representative";
    }
}
